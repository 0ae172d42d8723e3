package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final List<Subject> BOT = List.of(Subject.serviceAccount("ci", "bot"));

    private static DraftSpec spec(Form form, Who who, Action... actions) {
        return new DraftSpec("My Draft!", BOT, form, who, List.of(actions), "IMP-ANY-USER");
    }

    private static List<PolicyRule> rules(Draft draft) {
        return draft.objects().stream()
                .flatMap(object -> object instanceof DraftObject.OfRole(RoleObject role) ? role.rules().stream() : null)
                .toList();
    }

    @Test
    void everyPatternInEveryFormIsWhatAServerTakes() {
        for (Pattern pattern : Pattern.values()) {
            for (Form form : Form.values()) {
                Map<String, List<String>> nodes =
                        pattern == Pattern.NODE_AGENT ? Map.of("nodes", List.of("dock-1")) : Map.of();
                for (DraftSpec spec : pattern.drafts(nodes, form)) {
                    Draft draft = Draft.of(spec);
                    ParsedDraft read = DraftYaml.read(DraftYaml.write(draft.plan()));
                    assertEquals(List.of(), read.problems(), pattern + " " + form);
                    assertEquals(draft.plan().objects(), read.all());
                    assertFalse(draft.objects().isEmpty());
                    draft.objects()
                            .forEach(object ->
                                    assertTrue(Dns1123.isSubdomain(object.meta().name())));
                    draft.objects()
                            .forEach(object ->
                                    assertEquals("guise", object.meta().labels().get("app.kubernetes.io/managed-by")));
                }
            }
        }
    }

    @Test
    void patternsGrantWhatTheySayAndNothingIsDead() {
        for (Pattern pattern : Pattern.values()) {
            for (Form form : List.of(Form.LEGACY, Form.CONSTRAINED)) {
                Map<String, List<String>> nodes =
                        pattern == Pattern.NODE_AGENT ? Map.of("nodes", List.of("dock-1")) : Map.of();
                List<DraftPlan> plans = pattern.drafts(nodes, form).stream()
                        .map(spec -> Draft.of(spec).plan())
                        .toList();
                List<DraftProblem> errors =
                        DraftChecks.check(DraftPlan.combined("all", plans), emptyDemo(), DemoCluster.NEW).stream()
                                .filter(problem -> problem.severity() != DraftProblem.Severity.WARNING)
                                .toList();
                assertEquals(List.of(), errors, pattern + " " + form);
            }
        }
    }

    private static dev.guise.cluster.ClusterSnapshot emptyDemo() {
        return DemoCluster.read().withRbac(dev.guise.rbac.RbacObjects.EMPTY);
    }

    @Test
    void patternsRefuseWhatCannotBe() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Pattern.CI_TWO_BOTS.drafts(Map.of("requestor", List.of("no slash")), Form.LEGACY));
        assertThrows(
                IllegalArgumentException.class,
                () -> Pattern.CI_TWO_BOTS.drafts(Map.of("users", List.of(" ")), Form.LEGACY));
        assertThrows(
                IllegalArgumentException.class,
                () -> Pattern.CI_TWO_BOTS.drafts(Map.of("x", List.of("y")), Form.LEGACY));
    }

    @Test
    void identitiesGoWhereTheServerLooks() {
        Who who = Who.NOBODY
                .withUsers("jane", "system:serviceaccount:shop:till", "system:node:dock-1")
                .withGroups("devs");
        Draft draft = Draft.of(spec(
                Form.CONSTRAINED,
                who,
                Action.on(List.of("get"), "", List.of("pods")).in("shop")));
        List<String> keys = draft.objects().stream()
                .map(object -> DraftObject.describe(object.key()))
                .toList();
        assertEquals(
                List.of(
                        "ClusterRole \"my-draft-who\"",
                        "ClusterRoleBinding \"my-draft-who\"",
                        "Role \"my-draft-who\" in \"shop\"",
                        "RoleBinding \"my-draft-who\" in \"shop\"",
                        "Role \"my-draft-what\" in \"shop\"",
                        "RoleBinding \"my-draft-what\" in \"shop\""),
                keys);
        assertTrue(rules(draft)
                .contains(PolicyRule.named(
                        List.of("impersonate:arbitrary-node"),
                        List.of("authentication.k8s.io"),
                        List.of("nodes"),
                        List.of("dock-1"))));
    }

    @Test
    void nobodyIsNeverEverybody() {
        Who patterns = Who.NOBODY.withUsers("team-*").withGroups("*-admins");
        Draft draft = Draft.of(spec(Form.BOTH, patterns, Action.on(List.of("get"), "", List.of("pods"))));
        assertFalse(rules(draft).isEmpty());
        assertTrue(rules(draft).stream()
                .allMatch(rule -> rule.verbs().getFirst().startsWith("impersonate-on:")
                        || rule.resourceNames().stream()
                                .allMatch(name -> name.equals("team-*") || name.equals("*-admins"))));
        assertTrue(rules(draft).stream()
                .filter(rule -> rule.resources().contains("users"))
                .noneMatch(rule -> rule.resourceNames().isEmpty()));
        assertTrue(draft.limitations().stream().anyMatch(note -> note.what().contains("no patterns")));
        Draft masters = Draft.of(spec(
                Form.CONSTRAINED,
                Who.NOBODY.withUsers("jane").withGroups("system:masters"),
                Action.on(List.of("get"), "", List.of("pods"))));
        assertTrue(rules(masters).stream().noneMatch(rule -> rule.resources().contains("groups")));
        Draft nodes = Draft.of(spec(Form.LEGACY, Who.NOBODY.withNodes(NameSet.ANY)));
        assertEquals(List.of(), rules(nodes));
    }

    @Test
    void allVerbsAreListed() {
        Draft draft = Draft.of(
                spec(Form.CONSTRAINED, Who.NOBODY.withUsers("jane"), Action.on(List.of("*"), "", List.of("pods"))));
        List<String> verbs = rules(draft).getLast().verbs();
        assertTrue(verbs.contains("impersonate-on:user-info:deletecollection"));
        assertFalse(verbs.contains("impersonate-on:user-info:*"));
    }

    @Test
    void namesAreShortEnoughAndNotTaken() {
        DraftSpec spec = spec(
                        Form.CONSTRAINED, Who.NOBODY.withUsers("jane"), Action.on(List.of("get"), "", List.of("pods")))
                .withName("Ä".repeat(3) + "x".repeat(400));
        Draft first = Draft.of(spec);
        first.objects().forEach(object -> assertTrue(object.meta().name().length() <= 253));
        List<ObjectId.Stored> taken =
                first.objects().stream().map(DraftObject::key).toList();
        Draft second = Draft.of(spec, taken);
        second.objects()
                .forEach(object -> assertTrue(Dns1123.isSubdomain(object.meta().name())));
        second.objects().forEach(object -> assertFalse(taken.contains(object.key())));
        assertEquals(second, Draft.of(spec, taken));
        assertTrue(Dns1123.isSubdomain(ObjectNames.dns("???")));
    }

    @Test
    void adviceFollowsTheServer() {
        assertEquals(Form.LEGACY, FormAdvice.of(DemoCluster.OLD).form());
        assertEquals(
                Form.BOTH,
                FormAdvice.of(dev.guise.rbac.ServerProfile.ofVersion(1, 35)).form());
        assertEquals(Form.CONSTRAINED, FormAdvice.of(DemoCluster.NEW).form());
    }
}
