package dev.guise.ui.draft.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Subject;
import dev.guise.ui.draft.plan.DraftForm.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftFormTest {

    private static DraftForm form(String users, String accounts, String actions) {
        return new DraftForm("n", "", Form.LEGACY, accounts, users, "", "", OwnNode.NO, "", "", actions, "");
    }

    @Test
    void whatASpecFillsInIsReadAsTheSame() {
        Who who = Who.NOBODY
                .withUsers("bob", "carol", "Smith, John", " blank ", "say \"hi\"")
                .withServiceAccounts("shop", NameSet.of(List.of("web")))
                .withServiceAccounts("", NameSet.ANY)
                .withGroups(NameSet.ANY)
                .withNodes(NameSet.of(List.of("dock-1")))
                .withOwnNode(OwnNode.YES)
                .withUids(NameSet.of(List.of("1-2")))
                .withExtra("example.com/tenant", NameSet.of(List.of("a", "b=c")))
                .withExtra("scopes", NameSet.ANY);
        List<Action> actions = List.of(
                Action.on(List.of("get", "list"), "", List.of("pods", "pods/log"))
                        .in("shop", "data"),
                Action.on(List.of("create"), "apps", List.of("deployments/scale"))
                        .named(List.of("web"))
                        .in("shop"),
                Action.on(List.of("get"), "", List.of("deployments")),
                Action.on(List.of("get"), "things.example.com", List.of("things"))
                        .only(Mode.USER_INFO),
                Action.on(List.of("*"), "*", List.of("*")),
                Action.onPaths(List.of("get"), List.of("/metrics", "/healthz/*")));
        List<Subject> requestors = List.of(
                Subject.serviceAccount("ci", "pipeline"),
                Subject.user("alice"),
                Subject.user("ci/pipeline"),
                Subject.user("group:odd"),
                Subject.group("developers"));
        DraftSpec spec = new DraftSpec("n", requestors, Form.BOTH, who, actions, "IMP-X");
        DraftForm form = DraftForm.of(spec);
        assertEquals("ci/pipeline, alice, user:ci/pipeline, user:group:odd, group:developers", form.requestors());
        assertEquals("shop/web, */*", form.accounts());
        assertEquals(spec, form.spec());
        assertEquals(Map.of(), form.problems());
    }

    @Test
    void anAccountsUserNameIsPutWhereItBelongs() {
        Who who = form("bob, system:serviceaccount:shop:web", "", "").who();
        assertEquals(NameSet.of(List.of("bob")), who.users());
        assertEquals(Map.of("shop", NameSet.of(List.of("web"))), who.serviceAccounts());
    }

    @Test
    void actionsAreReadLineByLine() {
        DraftForm form = form("bob", "", """
            get, list pods in shop, data

            create deployments
            get list  services,pods/log named a ,b in x
            get /metrics
            nonsense
            get pods in
            get pods as nobody
            """);
        assertEquals(
                List.of(
                        Action.on(List.of("get", "list"), "", List.of("pods")).in("shop", "data"),
                        Action.on(List.of("create"), "apps", List.of("deployments")),
                        Action.on(List.of("get", "list"), "", List.of("services", "pods/log"))
                                .named(List.of("a", "b"))
                                .in("x"),
                        Action.onPaths(List.of("get"), List.of("/metrics"))),
                form.spec().actions());
        assertEquals(Set.of(Field.ACTIONS), form.problems().keySet());
        List<String> problems = form.problems().getOrDefault(Field.ACTIONS, List.of());
        assertEquals(3, problems.size());
        assertTrue(problems.getFirst().contains("“nonsense”"));
    }

    @Test
    void whatHasNoMeaningIsSaid() {
        DraftForm form = new DraftForm("n", "", Form.LEGACY, "web", "", "", "", OwnNode.NO, "", "tenant", "", "");
        assertEquals(Set.of(Field.ACCOUNTS, Field.EXTRAS), form.problems().keySet());
    }

    @Test
    void nothingWrittenIsNobody() {
        assertFalse(form(" , ", "", "").who().hasTarget());
    }

    /// Who types `ci/bot` has typed `ci` before: that must not be an account of every namespace for a moment.
    @Test
    void whatIsHalfTypedGrantsNothing() {
        for (String half : List.of("c", "ci", "ci/", "Ci/bot", "ci-*/bot", "-/bot")) {
            DraftForm form = form("", half, "");
            assertEquals(Map.of(), form.who().serviceAccounts(), half);
            assertEquals(Set.of(Field.ACCOUNTS), form.problems().keySet(), half);
        }
        assertEquals(
                Map.of("", NameSet.of(List.of("bot"))),
                form("", "*/bot", "").who().serviceAccounts());
        DraftForm places = form("bob", "", "get pods in Shop\nget pods in shop-*\nget pods in shop");
        assertEquals(
                List.of(Action.on(List.of("get"), "", List.of("pods")).in("shop")),
                places.spec().actions());
        List<String> wrong = places.problems().getOrDefault(Field.ACTIONS, List.of());
        assertEquals(2, wrong.size());
        assertTrue(wrong.getFirst().contains("namespace"), wrong.toString());
    }

    @Test
    void aPatternIsSaidToBeNone() {
        DraftForm form = new DraftForm(
                "n",
                "",
                Form.LEGACY,
                "shop/web-*",
                "tenant-*, bob, *",
                "*-admins",
                "dock-*",
                OwnNode.NO,
                "",
                "a/b=c*, k=*",
                "",
                "");
        Map<Field, List<String>> problems = form.problems();
        assertEquals(Set.of(Field.ACCOUNTS, Field.USERS, Field.GROUPS, Field.NODES, Field.EXTRAS), problems.keySet());
        assertTrue(
                problems.values().stream()
                        .allMatch(said -> said.size() == 1 && said.getFirst().contains("no patterns")),
                problems.toString());
        assertTrue(
                problems.getOrDefault(Field.USERS, List.of()).getFirst().contains("“tenant-*”"), problems.toString());
    }
}
