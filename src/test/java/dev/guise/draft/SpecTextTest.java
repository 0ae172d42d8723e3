package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.draft.SpecText.Fit;
import dev.guise.draft.SpecText.Part;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpecTextTest {
    private static final Subject CI = Subject.serviceAccount("ci", "pipeline");
    private static final DraftSpec BOTS = new DraftSpec(
            "bots",
            List.of(CI),
            Form.CONSTRAINED,
            Who.NOBODY.withUsers("deploy-bot", "test-runner").withGroups("ci-runners"),
            List.of(Action.on(List.of("get", "list"), "", List.of("pods")).in("staging", "shop")));

    private static String text(DraftSpec spec) {
        return DraftYaml.write(Draft.of(spec).objects());
    }

    private static List<Part> parts(String text) {
        return SpecText.parts(DraftYaml.read(text));
    }

    private static String write(String text, int index, DraftSpec wanted) throws YamlSyntaxException {
        return SpecText.write(text, index, wanted, List.of());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whatWasWrittenIsReadAgain(Form form) {
        DraftSpec spec = BOTS.withForm(form);
        Part part = parts(text(spec)).getFirst();
        assertEquals(Fit.EXACT, part.fit());
        assertEquals(form, part.spec().form());
        assertEquals("bots", part.spec().name());
        assertEquals(spec.who(), part.spec().who());
        assertEquals(
                form == Form.LEGACY ? List.of() : spec.actions(), part.spec().actions());
        assertTrue(SpecText.isSame(spec, part.spec()));
    }

    @Test
    void everyPatternIsReadAgain() {
        for (Pattern pattern : Pattern.values()) {
            for (Form form : Form.values()) {
                for (DraftSpec spec : pattern.drafts(java.util.Map.of(), form)) {
                    String text = text(spec);
                    if (text.isEmpty()) {
                        continue;
                    }
                    Part part = parts(text).getFirst();
                    assertTrue(SpecText.isSame(spec, part.spec()), () -> pattern.id() + " " + form + "\n" + text);
                    assertEquals(Fit.EXACT, part.fit(), pattern.id());
                }
            }
        }
    }

    @Test
    void everyModeKeepsItsOwnActions() {
        DraftSpec spec = new DraftSpec(
                "all",
                List.of(CI),
                Form.CONSTRAINED,
                Who.NOBODY
                        .withUsers("bob")
                        .withServiceAccounts("shop", NameSet.of(List.of("web")))
                        .withNodes(NameSet.of(List.of("dock-1")))
                        .withOwnNode(OwnNode.YES)
                        .withExtra("example.com/tenant", NameSet.of(List.of("a"))),
                List.of(
                        Action.on(List.of("get"), "", List.of("pods")),
                        Action.on(List.of("list"), "apps", List.of("deployments"))
                                .only(Mode.SERVICE_ACCOUNT),
                        Action.onPaths(List.of("get"), List.of("/metrics")).only(Mode.USER_INFO)));
        DraftSpec read = parts(text(spec)).getFirst().spec();
        assertTrue(SpecText.isSame(spec, read));
        assertEquals(spec.actions(), read.actions());
    }

    @Test
    void commentsOrderAndStyleOfTheRestStay() throws YamlSyntaxException {
        String text = """
            # Agreed with the platform team.

            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: bots-who}   # short
            rules:
            # the bots
            - apiGroups: ["authentication.k8s.io"]
              resources: [users]
              resourceNames: [test-runner, deploy-bot] # both
              verbs: ["impersonate:user-info"]
            # not about impersonation
            - {apiGroups: [""], resources: [pods], verbs: [get]}
            ---
            # who is bound
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: bots-who}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bots-who}
            subjects:
            - {kind: ServiceAccount, name: pipeline, namespace: ci}
            """;
        DraftSpec read = parts(text).getFirst().spec();
        DraftSpec more = read.withWho(read.who().withUsers("deploy-bot", "test-runner", "third"));
        assertEquals(
                text.replace("[test-runner, deploy-bot]", "[test-runner, deploy-bot, third]"), write(text, 0, more));
        DraftSpec less = read.withWho(read.who().withUsers("deploy-bot"));
        assertEquals(text.replace("[test-runner, deploy-bot]", "[deploy-bot]"), write(text, 0, less));
    }

    @Test
    void whatTheFormDoesNotShowStays() throws YamlSyntaxException {
        String other = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: reader
              namespace: shop
            rules:
            - apiGroups: [""]
              resources: [pods] # all of them
              verbs: [get]
            """;
        String text = other + "---\n" + text(BOTS) + "\n# When done:\n# delete: ClusterRole old\n";
        String changed = write(text, 0, BOTS.withForm(Form.BOTH));
        assertTrue(changed.startsWith(other), changed);
        assertTrue(changed.endsWith("\n# When done:\n# delete: ClusterRole old\n"), changed);
        assertTrue(
                SpecText.isSame(
                        BOTS.withForm(Form.BOTH), parts(changed).getFirst().spec()),
                changed);
        assertEquals(text, write(changed, 0, BOTS));
    }

    @Test
    void rulesWrittenInAnotherWayAreWrittenAnew() throws YamlSyntaxException {
        String text = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: odd}
            rules:
            - {apiGroups: [""], resources: [users, groups], verbs: [impersonate], resourceNames: [a, b]}
            - {apiGroups: [""], resources: [pods], verbs: [list]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: odd}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: odd}
            subjects:
            - {kind: ServiceAccount, name: pipeline, namespace: ci}
            """;
        DraftSpec read = parts(text).getFirst().spec();
        DraftSpec less = read.withWho(read.who().withGroups("a"));
        String changed = write(text, 0, less);
        assertTrue(SpecText.isSame(less, parts(changed).getFirst().spec()), changed);
        assertTrue(changed.contains("resources: [pods], verbs: [list]"), changed);
    }

    @Test
    void anEmptyTextGetsAForm() throws YamlSyntaxException {
        assertEquals(List.of(), parts("# nothing yet\n"));
        String text = write("# nothing yet\n", 0, BOTS);
        assertTrue(text.startsWith("# nothing yet\n"));
        assertTrue(SpecText.isSame(BOTS, parts(text).getFirst().spec()));
    }

    @Test
    void emptiedItHasNoObjectsAndFillsAgain() throws YamlSyntaxException {
        String empty = write(text(BOTS), 0, BOTS.withWho(Who.NOBODY));
        assertEquals(List.of(), DraftYaml.read(empty).objects());
        assertTrue(SpecText.isSame(BOTS, parts(write(empty, 0, BOTS)).getFirst().spec()));
    }

    @Test
    void requestorsAreBoundAnew() throws YamlSyntaxException {
        DraftSpec two = BOTS.withRequestors(List.of(CI, Subject.user("alice")));
        String text = write(text(BOTS), 0, two);
        assertTrue(SpecText.isSame(two, parts(text).getFirst().spec()), text);
        DraftSpec nobody = BOTS.withRequestors(List.of());
        String unbound = text(nobody);
        assertEquals(List.of(), parts(unbound).getFirst().spec().requestors());
        String bound = write(unbound, 0, BOTS);
        assertTrue(SpecText.isSame(BOTS, parts(bound).getFirst().spec()), bound);
    }

    @Test
    void aNewNameIsGivenInPlace() throws YamlSyntaxException {
        String text = text(BOTS).replace("kind: ClusterRole\n", "kind: ClusterRole # mine\n");
        String renamed = write(text, 0, BOTS.withName("robots"));
        assertEquals(text.replace("bots-wh", "robots-wh"), renamed);
    }

    @Test
    void whatTheClusterHasIsNotRenamedAndNotTakenOut() throws YamlSyntaxException {
        DraftSpec legacy = new DraftSpec("old", List.of(CI), Form.LEGACY, Who.NOBODY.withUsers("bob"), List.of());
        String text = text(legacy);
        List<ObjectId.Stored> cluster =
                DraftYaml.read(text).all().stream().map(DraftObject::key).toList();
        String emptied = SpecText.write(text, 0, legacy.withName("new").withWho(Who.NOBODY), cluster);
        assertEquals(
                cluster,
                DraftYaml.read(emptied).all().stream().map(DraftObject::key).toList());
        assertFalse(emptied.contains("bob"));
    }

    @Test
    void twoRequestorsAreTwoForms() throws YamlSyntaxException {
        DraftSpec other = new DraftSpec(
                "deputy", List.of(Subject.user("alice")), Form.LEGACY, Who.NOBODY.withUsers("bob"), List.of());
        String text = text(BOTS) + "---\n" + text(other);
        assertEquals(2, parts(text).size());
        DraftSpec changed = other.withWho(Who.NOBODY.withUsers("carol"));
        String after = write(text, 1, changed);
        assertTrue(after.startsWith(text(BOTS)), after);
        assertTrue(SpecText.isSame(changed, parts(after).get(1).spec()), after);
    }

    /// Whatever is changed in a form, the text then says just that, and nothing else of it is lost.
    @Test
    void anyChangeIsSaid() throws YamlSyntaxException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            DraftSpec from = random(random);
            DraftSpec to = random(random);
            String start = "# head\n\n" + text(from) + "\n# tail\n";
            String after = write(start, 0, to);
            String message = "seed " + seed + " round " + round + "\n" + start + "\n=>\n" + after;
            List<Part> parts = parts(after);
            boolean nothing = DraftWriter.rules(to).isEmpty();
            assertEquals(nothing, parts.isEmpty(), message);
            assertTrue(
                    nothing
                            || (parts.size() == 1
                                    && SpecText.isSame(to, parts.getFirst().spec())),
                    message);
            assertTrue(after.startsWith("# head\n"), message);
            assertTrue(after.contains("# tail\n"), message);
            assertEquals(List.of(), DraftYaml.read(after).problems(), message);
        }
    }

    private static DraftSpec random(Random random) {
        Who who = Who.NOBODY
                .withUsers(NameSet.of(some(random, "a", "b", "c", "system:node:n")))
                .withGroups(NameSet.of(some(random, "g", "h")))
                .withExtra("example.com/k", NameSet.of(some(random, "v", "w")))
                .withNodes(random.nextInt(4) == 0 ? NameSet.ANY : NameSet.of(some(random, "n1", "n2")))
                .withServiceAccounts(
                        "shop", random.nextInt(4) == 0 ? NameSet.ANY : NameSet.of(some(random, "web", "db")))
                .withServiceAccounts("data", NameSet.of(some(random, "web")));
        List<Action> actions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> verbs = Stream.concat(some(random, "get", "list").stream(), Stream.of("patch"))
                    .toList();
            Action action = Action.on(verbs, random.nextBoolean() ? "" : "apps", List.of(i == 1 ? "pods" : "things"));
            actions.add(action.in(some(random, "shop", "data")).named(some(random, "x")));
        }
        Form form = List.of(Form.values()).get(random.nextInt(3));
        List<Subject> requestors = random.nextBoolean() ? List.of(CI) : List.of(CI, Subject.user("alice"));
        return new DraftSpec(random.nextInt(5) == 0 ? "other" : "same", requestors, form, who.sorted(), actions);
    }

    private static List<String> some(Random random, String... words) {
        return Stream.of(words).filter(word -> random.nextBoolean()).toList();
    }

    @Test
    void theAccountThatIsMadeIsCalledAsTheOneThatImpersonates() throws Exception {
        DraftSpec spec = new DraftSpec(
                "bots",
                List.of(Subject.serviceAccount("ci", "bot")),
                Form.LEGACY,
                Who.NOBODY.withUsers("alice"),
                List.of());
        List<DraftObject> objects = new java.util.ArrayList<>();
        objects.add(DraftObject.account(Draft.meta(new ObjectId.Account("ci", "bot"), "")));
        objects.addAll(Draft.of(spec).objects());
        String text = DraftYaml.write(objects).replace("kind: ServiceAccount\n", "kind: ServiceAccount # ours\n");
        Subject other = Subject.serviceAccount("shop", "runner");
        String moved = SpecText.write(text, 0, spec.withRequestors(List.of(other)), List.of());
        assertEquals(
                text.replace("name: bot\n", "name: runner\n").replace("namespace: ci\n", "namespace: shop\n"), moved);
        Subject second = Subject.serviceAccount("ci", "second");
        String both = SpecText.write(
                text, 0, spec.withRequestors(List.of(second, Subject.serviceAccount("ci", "bot"))), List.of());
        assertTrue(both.startsWith(text.substring(0, text.indexOf("---"))), both);
    }
}
