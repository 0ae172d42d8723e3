package dev.guise.draft;

import static dev.guise.draft.DemoCluster.NEW;
import static dev.guise.draft.DemoCluster.get;
import static dev.guise.draft.DemoCluster.letsIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.draft.Pairs.Cell;
import dev.guise.draft.Pairs.Column;
import dev.guise.evidence.Evidence;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final Subject BOT = Subject.serviceAccount("ci", "bot");
    private static final Action LIST = Action.on(List.of("list"), "", List.of("pods"));
    private static final Action CREATE = Action.on(List.of("create"), "", List.of("secrets"));

    private static DraftSpec spec(Who who, Action... actions) {
        return new DraftSpec("bot", List.of(BOT), Form.CONSTRAINED, who, List.of(actions));
    }

    private static final DraftSpec MIXED =
            spec(Who.NOBODY.withUsers("alice", "bob").withGroups("devs"), LIST, CREATE);

    @Test
    void aliceListsAndBobCreatesAndNothingElse() {
        Pairs pairs = Pairs.of(MIXED);
        assertTrue(pairs.mixes() && pairs.canBeTold());
        assertEquals(6, pairs.all().size());
        List<DraftSpec> specs =
                pairs.apart(Set.of(new Cell(0, 0), new Cell(0, 2), new Cell(1, 1), new Cell(1, 2)), Set.of());
        assertEquals(2, specs.size());
        assertEquals(List.of(BOT), specs.getFirst().requestors());
        Subject own = Subject.serviceAccount("ci", "bot-bob");
        assertEquals(List.of(own), specs.getLast().requestors());
        ClusterSnapshot demo = DemoCluster.read();
        ClusterSnapshot after = DraftPlan.combined(
                        "both",
                        specs.stream().map(spec -> Draft.of(spec).plan()).toList())
                .applyTo(demo);
        WantedUser alice = WantedUser.of("alice", List.of("devs"));
        WantedUser bob = WantedUser.of("bob", List.of("devs"));
        assertTrue(letsIn(after, NEW, BOT, alice, get("list", "pods", "shop", "")));
        assertTrue(letsIn(after, NEW, own, bob, get("create", "secrets", "shop", "")));
        assertFalse(letsIn(after, NEW, BOT, alice, get("create", "secrets", "shop", "")));
        assertFalse(letsIn(after, NEW, BOT, bob, get("create", "secrets", "shop", "")));
        assertFalse(letsIn(after, NEW, own, bob, get("list", "pods", "shop", "")));
        assertFalse(letsIn(after, NEW, own, alice, get("create", "secrets", "shop", "")));
        assertTrue(specs.stream().noneMatch(spec -> Pairs.of(spec).mixes()));
    }

    /// Each user with its own group, uid and extra, though what they are for is the same.
    @Test
    void groupsUidsAndExtrasAreToldApartLikeActions() {
        Who who = Who.NOBODY
                .withUsers("alice", "bob")
                .withGroups("devs", "admins")
                .withUids(NameSet.of(List.of("7")))
                .withExtra("example.com/tenant", NameSet.of(List.of("a", "b")));
        Pairs pairs = Pairs.of(spec(who, LIST));
        assertTrue(pairs.mixes() && pairs.mixesAttributes() && !pairs.mixesActions());
        List<String> labels = pairs.columns().stream()
                .map(column -> column instanceof Column.With(String label, Who ignored) ? label : "")
                .toList();
        assertEquals(
                List.of("", "group devs", "group admins", "uid 7", "example.com/tenant=a", "example.com/tenant=b"),
                labels);
        List<DraftSpec> specs = pairs.apart(
                Set.of(new Cell(0, 0), new Cell(0, 1), new Cell(0, 4), new Cell(1, 0), new Cell(1, 2), new Cell(1, 3)),
                Set.of());
        ClusterSnapshot after = DraftPlan.combined(
                        "both",
                        specs.stream().map(spec -> Draft.of(spec).plan()).toList())
                .applyTo(DemoCluster.read());
        Subject own = Subject.serviceAccount("ci", "bot-bob");
        WantedUser dev = new WantedUser("alice", "", List.of("devs"), Map.of("example.com/tenant", List.of("a")));
        WantedUser admin = new WantedUser("bob", "7", List.of("admins"), Map.of());
        assertTrue(letsIn(after, NEW, BOT, dev, get("list", "pods", "shop", "")));
        assertTrue(letsIn(after, NEW, own, admin, get("list", "pods", "shop", "")));
        assertFalse(
                letsIn(after, NEW, BOT, WantedUser.of("alice", List.of("admins")), get("list", "pods", "shop", "")));
        assertFalse(letsIn(after, NEW, own, WantedUser.of("bob", List.of("devs")), get("list", "pods", "shop", "")));
        assertFalse(letsIn(
                after, NEW, BOT, new WantedUser("alice", "7", List.of(), Map.of()), get("list", "pods", "shop", "")));
        assertTrue(Draft.of(pairs.spec()).limitations().stream()
                .anyMatch(note -> note.nearest().equals(Pairs.ADVICE)));
        assertTrue(specs.stream().noneMatch(spec -> Pairs.of(spec).mixes()));
        Who one = Who.NOBODY
                .withUsers("alice", "bob")
                .withGroups("devs")
                .withExtra("example.com/tenant", NameSet.of(List.of("a")));
        assertFalse(Pairs.of(spec(one, LIST)).mixes(), "one of each is meant together");
        assertFalse(Pairs.of(spec(who)).mixes(), "what is granted for nothing yet cannot be told apart");
    }

    @Test
    void whatSomebodyWasAskedForWithIsRecorded() {
        UserInfo bot = UserInfo.serviceAccount("ci", "bot");
        Pairs pairs = Pairs.of(spec(Who.NOBODY.withUsers("alice", "bob").withGroups("devs", "admins"), LIST));
        assertEquals(
                Set.of(new Cell(0, 0), new Cell(0, 2)),
                pairs.recorded(ImpactTest.evidence(
                        ImpactTest.use(bot, WantedUser.of("alice", List.of("admins")), "list", "shop", ""))));
    }

    @Test
    void accountsAndNodesAreAskedForWithNothing() {
        Who who = Who.NOBODY
                .withUsers("alice")
                .withGroups("devs")
                .withServiceAccounts("shop", NameSet.of(List.of("till")));
        assertEquals(
                Set.of(new Cell(0, 0), new Cell(0, 1), new Cell(1, 0)),
                Pairs.of(spec(who, LIST)).all());
        assertEquals(
                1, Pairs.of(spec(who.withUsers(NameSet.NONE), LIST)).columns().size());
    }

    @Test
    void linesWithTheSameColumnsStayTogether() {
        Pairs pairs = Pairs.of(spec(Who.NOBODY.withUsers("alice", "bob", "carol"), LIST, CREATE));
        Set<Cell> meant = new HashSet<>(pairs.all());
        assertEquals(1, pairs.apart(meant, Set.of()).size());
        meant.remove(new Cell(1, 1));
        List<DraftSpec> specs = pairs.apart(meant, Set.of());
        assertEquals(Set.of("alice", "carol"), specs.getFirst().who().users().names());
        assertEquals(Set.of("bob"), specs.getLast().who().users().names());
        meant.remove(new Cell(1, 0));
        assertEquals(1, pairs.apart(meant, Set.of()).size(), "bob may be impersonated for nothing, and is left out");
        assertEquals(List.of(), pairs.apart(Set.of(), Set.of()));
    }

    @Test
    void modesAreNoProductOfEachOther() {
        Who who = Who.NOBODY.withUsers("alice").withServiceAccounts("shop", NameSet.of(List.of("till")));
        Pairs apart = Pairs.of(spec(who, LIST.only(Mode.USER_INFO), CREATE.only(Mode.SERVICE_ACCOUNT)));
        assertFalse(apart.mixes());
        assertEquals(Set.of(new Cell(0, 0), new Cell(1, 1)), apart.all());
        assertFalse(Pairs.of(MIXED.withForm(Form.LEGACY)).mixes());
        assertFalse(Pairs.of(MIXED.withActions(List.of(LIST))).mixes());
    }

    @Test
    void namesAreFreeAndAUserCannotBeMade() {
        ObjectId.Stored there = new ObjectId.Account("ci", "bot-bob");
        List<DraftSpec> specs = Pairs.of(MIXED).apart(Set.of(new Cell(0, 0), new Cell(1, 1)), Set.of(there));
        assertEquals("bot-bob-2", specs.getLast().requestors().getFirst().name());
        assertFalse(
                Pairs.of(MIXED.withRequestors(List.of(Subject.user("jane")))).canBeTold());
        Pairs any =
                Pairs.of(spec(Who.NOBODY.withUsers(NameSet.ANY).withServiceAccounts("", NameSet.ANY), LIST, CREATE));
        assertEquals(
                List.of("any user", "*/*"),
                any.targets().stream().map(Pairs.Target::label).toList());
        assertEquals(
                2, any.apart(Set.of(new Cell(0, 0), new Cell(1, 1)), Set.of()).size());
    }

    @Test
    void whatWasRecordedIsOfTheRequestorAndOfThePlace() {
        UserInfo bot = UserInfo.serviceAccount("ci", "bot");
        Pairs pairs = Pairs.of(spec(Who.NOBODY.withUsers("alice", "bob"), LIST.in("shop"), CREATE));
        var listed = ImpactTest.use(bot, WantedUser.of("alice"), "list", "shop", "");
        assertEquals(Set.of(new Cell(0, 0)), pairs.recorded(ImpactTest.evidence(listed)));
        // another place, another verb, another target, another requestor
        assertEquals(
                Set.of(),
                pairs.recorded(ImpactTest.evidence(
                        ImpactTest.use(bot, WantedUser.of("alice"), "list", "ci", ""),
                        ImpactTest.use(bot, WantedUser.of("bob"), "watch", "shop", ""),
                        ImpactTest.use(bot, WantedUser.of("carol"), "list", "shop", ""),
                        ImpactTest.use(
                                UserInfo.serviceAccount("ci", "other"), WantedUser.of("bob"), "list", "shop", ""))));
        assertEquals(Set.of(), pairs.recorded(Evidence.NONE));
    }

    @Test
    void anAccountIsRecordedByItsNamespaceAndANodeByItsName() {
        UserInfo bot = UserInfo.serviceAccount("ci", "bot");
        Who who = Who.NOBODY
                .withServiceAccounts("shop", NameSet.of(List.of("web")))
                .withServiceAccounts("other", NameSet.of(List.of("web")))
                .withNodes(NameSet.of(List.of("n1", "n2")));
        Pairs pairs = Pairs.of(spec(who, LIST));
        Set<Cell> recorded = pairs.recorded(ImpactTest.evidence(
                ImpactTest.use(bot, WantedUser.of("system:serviceaccount:shop:web"), "list", "", ""),
                ImpactTest.use(bot, WantedUser.of("system:node:n2"), "list", "", "")));
        assertEquals(
                List.of("shop/web", "node n2"),
                recorded.stream()
                        .map(cell -> pairs.targets().get(cell.target()).label())
                        .toList());
    }

    /// A gateway that lists in each tenant's namespace as that tenant's administrator.
    @Test
    void eachNamespaceIsAColumnAndWhatStaysTogetherIsWrittenTogether() {
        Pairs pairs = Pairs.of(spec(Who.NOBODY.withUsers("alice", "bob"), LIST.in("shop", "bar"), CREATE));
        assertEquals(List.of(LIST.in("shop"), LIST.in("bar"), CREATE), pairs.actions());
        List<DraftSpec> specs = pairs.apart(Set.of(new Cell(0, 0), new Cell(1, 1), new Cell(1, 2)), Set.of());
        assertEquals(List.of(LIST.in("shop")), specs.getFirst().actions());
        assertEquals(List.of(LIST.in("bar"), CREATE), specs.getLast().actions());
        assertEquals(
                List.of(LIST.in("shop", "bar"), CREATE),
                pairs.apart(pairs.all(), Set.of()).getFirst().actions());
        // one action in several namespaces mixes nobody
        assertFalse(Pairs.of(spec(Who.NOBODY.withUsers("alice", "bob"), LIST.in("shop", "bar")))
                .mixes());
    }
}
