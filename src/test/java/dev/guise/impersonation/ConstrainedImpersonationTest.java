package dev.guise.impersonation;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReview.When;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.SmallCluster;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstrainedImpersonationTest {
    private static final Subject EVE = Subject.user("eve");
    private static final Subject AGENT = Subject.serviceAccount("ops", "agent");
    private static final String AUTH = "authentication.k8s.io";
    private static final String BOT = "system:serviceaccount:a:bot";
    private static final String NODE = "system:node:n1";

    private static PolicyRule who(Mode mode, String resource, String... names) {
        return rule(mode.identityVerb(), AUTH, resource, names);
    }

    private static PolicyRule listPodsAs(Mode mode) {
        return rule(mode.actionVerb("list"), "core", "pods");
    }

    private static Asking eve(Gate gate, SmallCluster cluster) {
        return new Asking(cluster.policy(), gate, UserInfo.user("eve"));
    }

    private static SmallCluster giving(Subject subject, PolicyRule... rules) {
        SmallCluster cluster = new SmallCluster();
        for (PolicyRule rule : rules) {
            cluster.everywhere(rule, subject);
        }
        return cluster;
    }

    private static Asking holding(PolicyRule... rules) {
        return eve(Gate.ON, giving(EVE, rules));
    }

    private static Asking agentOn(String node, PolicyRule... rules) {
        UserInfo account = UserInfo.serviceAccount("ops", "agent");
        Map<String, List<String>> extra =
                node.isEmpty() ? Map.of() : Map.of(UserInfo.NODE_NAME_EXTRA, List.of(node.split(",")));
        return new Asking(
                giving(AGENT, rules).policy(), Gate.ON, new UserInfo(account.name(), "", account.groups(), extra));
    }

    @Test
    void userInfoTakesUsersThatAreNeitherNodesNorAccounts() {
        Asking eve = holding(who(Mode.USER_INFO, "users"), listPodsAs(Mode.USER_INFO));
        assertEquals("user-info", eve.by("alice"));
        assertEquals("refused", eve.by(BOT));
        assertEquals("refused", eve.by(NODE));
        assertEquals("user-info", eve.by("system:serviceaccount:a:b:c"));
        assertEquals("user-info", eve.by("system:node:N1"));
        assertEquals("user-info", eve.by("system:node:"));
    }

    @Test
    void serviceAccountModeChecksTheAccountsNamespace() {
        SmallCluster cluster = giving(EVE, listPodsAs(Mode.SERVICE_ACCOUNT))
                .in("a", who(Mode.SERVICE_ACCOUNT, "serviceaccounts", "bot"), EVE);
        assertEquals("serviceaccount", eve(Gate.ON, cluster).by(BOT));
        assertEquals("refused", eve(Gate.ON, cluster).by("system:serviceaccount:b:bot"));
        assertEquals("refused", eve(Gate.ON, cluster).by("system:serviceaccount:a:bot2"));
        assertEquals("refused", eve(Gate.ON, cluster).by("alice"));
        assertEquals(
                List.of(
                        "impersonate-on:serviceaccount:list pods shop/",
                        "impersonate:serviceaccount serviceaccounts a/bot"),
                Asking.checks(eve(Gate.ON, cluster).be(BOT)));
    }

    @Test
    void arbitraryNodeModeChecksTheNodesBareName() {
        Asking eve = holding(who(Mode.ARBITRARY_NODE, "nodes", "n1"), listPodsAs(Mode.ARBITRARY_NODE));
        assertEquals("arbitrary-node", eve.by(NODE));
        assertEquals("refused", eve.by("system:node:n2"));
        assertEquals(
                "refused",
                holding(who(Mode.ARBITRARY_NODE, "nodes", NODE), listPodsAs(Mode.ARBITRARY_NODE))
                        .by(NODE));
    }

    @Test
    void associatedNodeIsForServiceAccountsOnThatNode() {
        PolicyRule[] rules = {who(Mode.ASSOCIATED_NODE, "nodes"), listPodsAs(Mode.ASSOCIATED_NODE)};
        assertEquals("associated-node", agentOn("n1", rules).by(NODE));
        assertEquals("refused", agentOn("n2", rules).by(NODE));
        assertEquals("refused", agentOn("", rules).by(NODE));
        assertEquals("refused", agentOn("n1,n2", rules).by(NODE));
        assertEquals("refused", agentOn("n1", rules).by("system:node:n2"));
        UserInfo human = new UserInfo("eve", "", List.of(), Map.of(UserInfo.NODE_NAME_EXTRA, List.of("n1")));
        assertEquals("refused", new Asking(giving(EVE, rules).policy(), Gate.ON, human).by(NODE));
    }

    @ParameterizedTest
    @CsvSource({"*, associated-node", "n1, refused", "system:node:n1, refused", "'', refused"})
    void associatedNodeChecksTheNameStar(String name, String expected) {
        Asking agent = agentOn("n1", who(Mode.ASSOCIATED_NODE, "nodes", name), listPodsAs(Mode.ASSOCIATED_NODE));
        assertEquals(expected, agent.by(NODE));
        assertTrue(Asking.checks(agent.be(NODE)).contains("impersonate:associated-node nodes *"));
    }

    @Test
    void associatedComesBeforeArbitraryAndBothBeforeLegacy() {
        PolicyRule associated = who(Mode.ASSOCIATED_NODE, "nodes");
        PolicyRule arbitrary = who(Mode.ARBITRARY_NODE, "nodes");
        PolicyRule actions =
                rule("impersonate-on:associated-node:list,impersonate-on:arbitrary-node:list", "core", "pods");
        PolicyRule legacy = rule("impersonate", "core", "users");
        assertEquals(
                "associated-node",
                agentOn("n1", associated, arbitrary, actions, legacy).by(NODE));
        assertEquals(
                "arbitrary-node",
                agentOn("n2", associated, arbitrary, actions, legacy).by(NODE));
        assertEquals("legacy", agentOn("n2", associated, actions, legacy).by(NODE));
        assertEquals(
                List.of(
                        "impersonate-on:associated-node:list pods shop/",
                        "impersonate-on:arbitrary-node:list pods shop/",
                        "impersonate users system:node:n1"),
                Asking.checks(agentOn("n1", legacy).be(NODE)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void identityWithoutActionAndActionWithoutIdentityGrantNothing(Mode mode) {
        String target = switch (mode) {
            case ASSOCIATED_NODE, ARBITRARY_NODE -> NODE;
            case SERVICE_ACCOUNT -> BOT;
            case USER_INFO -> "alice";
        };
        PolicyRule identity = who(mode, "nodes,serviceaccounts,users");
        assertEquals("refused", agentOn("n1", identity).by(target));
        assertEquals("refused", agentOn("n1", listPodsAs(mode)).by(target));
        assertEquals(mode.id(), agentOn("n1", identity, listPodsAs(mode)).by(target));
        for (Mode other : Mode.values()) {
            if (other != mode) {
                assertEquals(
                        "refused", agentOn("n1", identity, listPodsAs(other)).by(target), "modes do not mix");
            }
        }
    }

    @Test
    void theActionIsCheckedFirstThenTheIdentity() {
        assertEquals(
                List.of("impersonate-on:user-info:list pods shop/", "impersonate users alice"),
                Asking.checks(holding(who(Mode.USER_INFO, "users")).be("alice")));
        assertEquals(
                List.of(
                        "impersonate-on:user-info:list pods shop/",
                        "impersonate:user-info users alice",
                        "impersonate users alice"),
                Asking.checks(holding(listPodsAs(Mode.USER_INFO)).be("alice")));
    }

    @Test
    void theActionIsCheckedWhereTheRequestIs() {
        SmallCluster cluster = giving(EVE, who(Mode.USER_INFO, "users")).in("shop", listPodsAs(Mode.USER_INFO), EVE);
        assertEquals("user-info", eve(Gate.ON, cluster).by("alice"));
        var elsewhere = new ResourceAttributes("list", "", "pods", "", "bank", "");
        assertEquals(
                null,
                eve(Gate.ON, cluster).be(WantedUser.of("alice"), elsewhere).result());
    }

    @Test
    void theActionMayBeAPath() {
        Asking eve = holding(
                who(Mode.USER_INFO, "users"),
                PolicyRule.paths(List.of("impersonate-on:user-info:get"), List.of("/metrics")));
        assertTrue(eve.be(WantedUser.of("alice"), new NonResourceAttributes("get", "/metrics"))
                        .result()
                != null);
        assertTrue(eve.be(WantedUser.of("alice"), new NonResourceAttributes("get", "/healthz"))
                        .result()
                == null);
        assertEquals("refused", eve.by("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "impersonate-on:user-info:list, user-info",
        "*, user-info",
        "impersonate-on:user-info:*, refused",
        "impersonate-on:list, refused",
        "impersonate-on:user-info:get, refused",
        "impersonate:user-info:list, refused",
        "list, refused",
    })
    void actionVerbsAreExact(String verb, String expected) {
        assertEquals(
                expected,
                holding(who(Mode.USER_INFO, "users"), rule(verb, "core", "pods"))
                        .by("alice"));
    }

    @Test
    void identitiesAreInTheAuthenticationGroupOnly() {
        PolicyRule core = rule("impersonate:user-info", "core", "users");
        assertEquals("refused", holding(core, listPodsAs(Mode.USER_INFO)).by("alice"));
        PolicyRule account = rule("impersonate:serviceaccount", "core", "serviceaccounts");
        assertEquals(
                "refused", holding(account, listPodsAs(Mode.SERVICE_ACCOUNT)).by(BOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "groups", "uids", "userextras/example.com/k"})
    void aRoleBindingGrantsNoneOfTheClusterScopedIdentities(String resource) {
        SmallCluster cluster = giving(EVE, listPodsAs(Mode.USER_INFO)).in("shop", who(Mode.USER_INFO, resource), EVE);
        for (String other : List.of("users", "groups", "uids", "userextras/example.com/k")) {
            if (!other.equals(resource)) {
                cluster.everywhere(who(Mode.USER_INFO, other), EVE);
            }
        }
        var wanted = new WantedUser("alice", "7", List.of("devs"), Map.of("example.com/k", List.of("v")));
        assertEquals("refused", eve(Gate.ON, cluster).by(wanted));
        assertEquals(
                "user-info",
                eve(Gate.ON, cluster.everywhere(who(Mode.USER_INFO, resource), EVE))
                        .by(wanted));
    }

    @Test
    void userInfoChecksComeInTheServersOrder() {
        var wanted = new WantedUser("alice", "7", List.of("devs", "ops"), Map.of("example.com/k", List.of("v", "w")));
        Asking eve = holding(who(Mode.USER_INFO, "*"), listPodsAs(Mode.USER_INFO));
        assertEquals(
                List.of(
                        "impersonate-on:user-info:list pods shop/",
                        "impersonate:user-info users alice",
                        "impersonate:user-info uids 7",
                        "impersonate:user-info groups devs",
                        "impersonate:user-info groups ops",
                        "impersonate:user-info userextras/example.com/k v",
                        "impersonate:user-info userextras/example.com/k w"),
                Asking.checks(eve.be(wanted)));
    }

    @ParameterizedTest
    @ValueSource(strings = {BOT, NODE})
    void anythingBesideTheNameLeavesOnlyLegacy(String target) {
        PolicyRule all = rule(
                "impersonate:associated-node,impersonate:arbitrary-node,impersonate:serviceaccount,impersonate:user-info",
                AUTH,
                "*");
        PolicyRule actions = rule(
                "impersonate-on:arbitrary-node:list,impersonate-on:serviceaccount:list,impersonate-on:user-info:list",
                "core",
                "pods");
        Asking eve = holding(all, actions);
        List<WantedUser> more = List.of(
                WantedUser.of(target, List.of("devs")),
                Asking.withUid(target, "7"),
                Asking.withExtra(target, "example.com/k", "v"));
        more.forEach(wanted -> assertEquals("refused", eve.by(wanted)));
        assertFalse(eve.by(target).equals("refused"));
        Asking legacy = holding(all, actions, rule("impersonate", "*", "*"));
        more.forEach(wanted -> assertEquals("legacy", legacy.by(wanted)));
    }

    private static List<String> groups(int count) {
        return IntStream.range(0, count).mapToObj(i -> "g" + i).toList();
    }

    @ParameterizedTest
    @CsvSource({"3, refused", "4, user-info", "5, user-info"})
    void theGroupStarCountsFromFourGroupsOn(int count, String expected) {
        Asking eve =
                holding(who(Mode.USER_INFO, "users"), who(Mode.USER_INFO, "groups", "*"), listPodsAs(Mode.USER_INFO));
        assertEquals(expected, eve.by(WantedUser.of("alice", groups(count))));
    }

    @Test
    void withoutTheStarEachOfManyGroupsIsChecked() {
        Asking eve = holding(
                who(Mode.USER_INFO, "users"),
                who(Mode.USER_INFO, "groups", "g0", "g1", "g2", "g3"),
                listPodsAs(Mode.USER_INFO));
        assertEquals("user-info", eve.by(WantedUser.of("alice", groups(4))));
        assertEquals("refused", eve.by(WantedUser.of("alice", groups(5))));
        assertTrue(Asking.checks(eve.be(WantedUser.of("alice", groups(4)))).contains("impersonate:user-info groups *"));
        assertFalse(
                Asking.checks(eve.be(WantedUser.of("alice", groups(3)))).contains("impersonate:user-info groups *"));
    }

    private static WantedUser withExtras(int keys, int values) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (int k = 0; k < keys; k++) {
            List<String> all = new ArrayList<>();
            for (int v = 0; v < values; v++) {
                all.add("v" + v);
            }
            extra.put("example.com/k" + k, all);
        }
        return new WantedUser("alice", "", List.of(), extra);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, refused", "4, 1, user-info", "1, 3, refused", "1, 4, user-info", "2, 2, user-info"})
    void theExtraStarCountsFromFourKeysOrValuesOn(int keys, int values, String expected) {
        Asking eve = holding(
                who(Mode.USER_INFO, "users"), who(Mode.USER_INFO, "userextras/*", "*"), listPodsAs(Mode.USER_INFO));
        assertEquals(expected, eve.by(withExtras(keys, values)));
    }

    @Test
    void withoutTheStarEachOfManyExtrasIsChecked() {
        Asking eve = holding(
                who(Mode.USER_INFO, "users"),
                who(Mode.USER_INFO, "userextras/example.com/k0"),
                listPodsAs(Mode.USER_INFO));
        assertEquals("user-info", eve.by(withExtras(1, 5)));
        assertEquals("refused", eve.by(withExtras(2, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:masters", ""})
    void mastersAndTheEmptyGroupAreRefused(String group) {
        Asking eve = holding(rule("impersonate:user-info", "*", "*"), listPodsAs(Mode.USER_INFO));
        assertEquals("refused", eve.by(WantedUser.of("alice", List.of("devs", group))));
        assertEquals("refused", eve.by(WantedUser.of("alice", List.of("a", "b", "c", "d", group))));
        assertEquals("user-info", eve.by(WantedUser.of("alice", List.of("devs"))));
        assertEquals("user-info", eve.by(WantedUser.of("alice", List.of("system:master"))));
        Asking legacyToo = holding(rule("*", "*", "*"));
        assertEquals("legacy", legacyToo.by(WantedUser.of("alice", List.of(group))), "but legacy takes them");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/tenant, user-info",
        "example.com/a/b, user-info",
        "tenant-id, refused",
        "example.com/, refused",
        "/tenant, refused",
        "example.com/Tenant, refused",
        "Example.com/tenant, refused",
        "example_com/tenant, refused",
        "localhost/tenant, user-info",
        "example.com/a b, refused",
    })
    void extraKeysAreLowerCaseAndDomainPrefixed(String key, String expected) {
        Asking eve = holding(rule("impersonate:user-info", "*", "*"), listPodsAs(Mode.USER_INFO));
        assertEquals(expected, eve.by(Asking.withExtra("alice", key, "v")));
        assertEquals(expected.equals("user-info"), ExtraKey.isConstrainable(key));
    }

    @Test
    void extrasNeedValues() {
        Asking eve = holding(rule("impersonate:user-info", "*", "*"), listPodsAs(Mode.USER_INFO));
        assertEquals("refused", eve.by(Asking.withExtra("alice", "example.com/k")));
        assertEquals("refused", eve.by(Asking.withExtra("alice", "example.com/k", "v", "")));
    }

    @Test
    void aBareExtraKeyWorksInLegacyOnly() {
        PolicyRule bare = rule("impersonate,impersonate:user-info", AUTH, "userextras/scopes");
        WantedUser wanted = Asking.withExtra("alice", "scopes", "view");
        assertEquals(
                "refused",
                holding(bare, who(Mode.USER_INFO, "users"), listPodsAs(Mode.USER_INFO))
                        .by(wanted));
        assertEquals(
                "legacy", holding(bare, rule("impersonate", "core", "users")).by(wanted));
    }

    @Test
    void aNodeGetsItsGroupInConstrainedModesOnly() {
        Asking constrained = holding(who(Mode.ARBITRARY_NODE, "nodes"), listPodsAs(Mode.ARBITRARY_NODE));
        assertEquals(
                List.of(Rbac.NODES, Rbac.AUTHENTICATED),
                Asking.resultOf(constrained.be(NODE)).identity().groups());
        Asking legacy = holding(rule("impersonate", "core", "users"));
        assertEquals(
                List.of(Rbac.AUTHENTICATED),
                Asking.resultOf(legacy.be(NODE)).identity().groups());
    }

    @Test
    void aServiceAccountGetsItsGroups() {
        Asking eve = holding(who(Mode.SERVICE_ACCOUNT, "serviceaccounts"), listPodsAs(Mode.SERVICE_ACCOUNT));
        assertEquals(
                UserInfo.serviceAccount("a", "bot"),
                Asking.resultOf(eve.be(BOT)).identity());
    }

    @Test
    void aLegacyGrantBesideAConstrainedOneUndoesTheConstraint() {
        Asking eve = holding(
                who(Mode.USER_INFO, "users", "alice"),
                listPodsAs(Mode.USER_INFO),
                rule("impersonate", "core", "users", "alice"));
        assertEquals("user-info", eve.by("alice"));
        var secrets = new ResourceAttributes("list", "", "secrets", "", "shop", "");
        assertEquals(
                "", Asking.resultOf(eve.be(WantedUser.of("alice"), secrets)).constraint());
    }

    @Test
    void theImpersonatorNeedsNoPermissionOfItsOwn() {
        SmallCluster cluster = giving(EVE, who(Mode.USER_INFO, "users"), listPodsAs(Mode.USER_INFO))
                .in("shop", rule("list", "core", "pods"), Subject.user("alice"));
        Asking eve = eve(Gate.ON, cluster);
        assertTrue(Asking.resultOf(eve.be("alice")).decision().isAllowed());
        assertFalse(Asking.resultOf(eve.be("bob")).decision().isAllowed(), "and the impersonated identity needs it");
    }

    @Test
    void whoAndWhatAreACrossProduct() {
        Asking eve = holding(
                who(Mode.USER_INFO, "users", "alice"),
                rule(Mode.USER_INFO.actionVerb("list"), "core", "pods"),
                who(Mode.USER_INFO, "users", "bob"),
                rule(Mode.USER_INFO.actionVerb("create"), "core", "secrets"));
        var createSecret = new ResourceAttributes("create", "", "secrets", "", "shop", "");
        for (String name : List.of("alice", "bob")) {
            assertEquals("user-info", eve.by(name));
            assertEquals(
                    "impersonate:user-info",
                    Asking.resultOf(eve.be(WantedUser.of(name), createSecret)).constraint());
        }
    }

    @Test
    void theModeRememberedMayLetItInInstead() {
        Asking eve = holding(
                who(Mode.ARBITRARY_NODE, "nodes"),
                listPodsAs(Mode.ARBITRARY_NODE),
                rule("impersonate", "core", "users"));
        ImpersonationReview review = eve.be(NODE);
        Result first = Asking.resultOf(review);
        assertEquals(When.FIRST, first.when());
        assertEquals(1, review.others().size());
        Result other = review.others().getFirst();
        assertEquals(When.REMEMBERED, other.when());
        assertEquals("", other.constraint());
        assertEquals(List.of(Rbac.AUTHENTICATED), other.identity().groups());
        assertFalse(Asking.checks(review).contains("impersonate users system:node:n1"), "not made the first time");
        assertEquals(
                List.of(),
                holding(rule("impersonate", "core", "users")).be(NODE).others());
    }

    @Test
    void withTheGateUnknownBothOutcomesAreKept() {
        SmallCluster both = giving(
                EVE, who(Mode.USER_INFO, "users"), listPodsAs(Mode.USER_INFO), rule("impersonate", "core", "users"));
        ImpersonationReview review = eve(Gate.UNKNOWN, both).be("alice");
        assertEquals("impersonate:user-info", Asking.resultOf(review).constraint());
        assertEquals(When.GATE_ON, Asking.resultOf(review).when());
        assertEquals(
                List.of(When.GATE_OFF),
                review.others().stream().map(Result::when).toList());
        assertEquals("", review.others().getFirst().constraint());
    }

    @Test
    void withTheGateUnknownAConstrainedGrantAloneWorksOnlyWithIt() {
        SmallCluster constrained = giving(EVE, who(Mode.USER_INFO, "users"), listPodsAs(Mode.USER_INFO));
        ImpersonationReview review = eve(Gate.UNKNOWN, constrained).be("alice");
        assertEquals(When.GATE_ON, Asking.resultOf(review).when());
        assertEquals(List.of(), review.others());
        assertEquals("user-info", eve(Gate.ON, constrained).by("alice"));
        assertEquals("refused", eve(Gate.OFF, constrained).by("alice"));
    }

    @Test
    void withTheGateUnknownALegacyGrantAloneWorksEitherWay() {
        ImpersonationReview review = eve(Gate.UNKNOWN, giving(EVE, rule("impersonate", "core", "users")))
                .be("alice");
        assertEquals(When.FIRST, Asking.resultOf(review).when());
        assertEquals(List.of(), review.others());
        assertEquals("refused", eve(Gate.UNKNOWN, new SmallCluster()).by("alice"));
    }

    @Test
    void everyVerbCoversTheConstrainedOnes() {
        Asking admin = holding(rule("*", "*", "*"));
        assertEquals("user-info", admin.by("alice"));
        assertEquals("serviceaccount", admin.by(BOT));
        assertEquals("arbitrary-node", admin.by(NODE));
    }

    @Test
    void mastersAreAllowedEveryCheck() {
        var master = new Asking(new SmallCluster().policy(), Gate.ON, UserInfo.user("root", Rbac.MASTERS));
        assertEquals("user-info", master.by("alice"));
    }
}
