package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.evidence.Evidence;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftChecksTest {
    private static final String DEAD =
            """
            # what people write
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: dead, namespace: production}
            rules:
            - apiGroups: [""]
              resources: [serviceaccounts]
              verbs: [impersonate]
              resourceNames:
              - deployer
              - system:serviceaccount:production:deployer # full
            - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [alice]}
            - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:scheduled-node"]}
            - apiGroups: [authentication.k8s.io]
              resources: [serviceaccounts]
              verbs: ["impersonate:serviceaccount"]
              resourceNames: [deployer]
            - {apiGroups: [""], resources: [pods], verbs: [create, get], resourceNames: [web]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: dead, namespace: production}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dead}
            subjects:
            - {kind: ServiceAccount, name: pipeline, namespace: ci}
            - {kind: ServiceAccount, name: nobody, namespace: ci}
            """;

    private final ClusterSnapshot demo = DemoCluster.read();

    private List<DraftProblem> check(String text) {
        return DraftChecks.check(text, demo, DemoCluster.NEW, Evidence.NONE);
    }

    private static List<Integer> lines(List<DraftProblem> problems, String id) {
        return problems.stream().filter(problem -> problem.id().equals(id)).map(DraftProblem::line).toList();
    }

    private static DraftProblem only(List<DraftProblem> problems, String id) {
        List<DraftProblem> found = problems.stream().filter(problem -> problem.id().equals(id)).toList();
        assertEquals(1, found.size(), problems.toString());
        return found.getFirst();
    }

    @Test
    void deadRulesAreErrorsAtTheirLines() {
        List<DraftProblem> problems = check(DEAD);
        assertEquals(List.of(11), lines(problems, "DEAD-SA-FULLNAME"));
        assertEquals(List.of(12), lines(problems, "DEAD-NAMESPACED-IDENTITY"));
        assertEquals(List.of(13), lines(problems, "DEAD-VERB"));
        assertEquals(List.of(16), lines(problems, "DEAD-HALF-PAIR"));
        assertEquals(List.of(18), lines(problems, "DEAD-RESOURCENAME-VERB"));
        assertEquals(List.of(26), lines(problems, "ORPHAN-SUBJECT"));
        assertEquals(Severity.ERROR, only(problems, "DEAD-SA-FULLNAME").severity());
        assertEquals(Severity.WARNING, only(problems, "ORPHAN-SUBJECT").severity());
        assertFalse(problems.stream().anyMatch(problem -> problem.message().contains("deployer\"")));
    }

    @Test
    void fixesRepairAndKeepTheRest() {
        for (String id : List.of("DEAD-SA-FULLNAME", "DEAD-VERB", "DEAD-RESOURCENAME-VERB")) {
            DraftProblem problem = only(check(DEAD), id);
            String fixed = problem.fix().orElseThrow().edit().applyTo(DEAD);
            assertEquals(List.of(), lines(check(fixed), id), fixed);
            assertTrue(fixed.contains("# full") && fixed.contains("# what people write"));
        }
    }

    @Test
    void aFixNeverWidens() {
        String masters =
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: masters}
                rules:
                - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [alice]}
                - {apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: ["system:masters"]}
                """;
        DraftProblem problem = only(check(masters), "IMP-MASTERS");
        String fixed = problem.fix().orElseThrow().edit().applyTo(masters);
        assertFalse(fixed.contains("groups"), fixed);
        // a ClusterRole with the full name: the bare one would be every namespace's
        String everywhere = DEAD.replace("kind: Role\nmetadata: {name: dead, namespace: production}", "kind: ClusterRole\nmetadata: {name: dead}")
                .replace("kind: RoleBinding\nmetadata: {name: dead, namespace: production}", "kind: ClusterRoleBinding\nmetadata: {name: dead}")
                .replace("kind: Role, name", "kind: ClusterRole, name");
        assertEquals(Optional.empty(), only(check(everywhere), "DEAD-SA-FULLNAME").fix());
    }

    @Test
    void theOldGrantThatStaysIsAnAlarm() {
        Subject gateway = Subject.serviceAccount("gateway-system", "api-gateway");
        DraftSpec spec = new DraftSpec(
                "gateway",
                List.of(gateway),
                Form.CONSTRAINED,
                Who.NOBODY.withUsers("tenant-a-admin"),
                List.of(Action.on(List.of("list"), "", List.of("pods"))));
        DraftProblem alarm =
                only(DraftChecks.check(Draft.of(spec).plan(), demo, DemoCluster.NEW), "IMP-LEGACY-FALLBACK");
        assertEquals(Severity.ALARM, alarm.severity());
        assertTrue(alarm.message().startsWith("The constraint does nothing"));
        DraftPlan replaced = new Constrainer(demo)
                .replace(DemoCluster.grant(demo, "gateway-impersonation", gateway), List.of(spec));
        assertEquals(List.of(), lines(DraftChecks.check(replaced, demo, DemoCluster.NEW), "IMP-LEGACY-FALLBACK"));
        // another identity than the legacy one: no alarm
        DraftSpec other = spec.withWho(Who.NOBODY.withUsers("somebody-else"));
        List<DraftProblem> problems = DraftChecks.check(Draft.of(other).plan(), demo, DemoCluster.NEW);
        assertEquals(List.of(), lines(problems, "IMP-LEGACY-FALLBACK"));
        assertEquals(1, lines(problems, "UNKNOWN-NAME").size());
        assertTrue(DraftChecks.check(Draft.of(other).plan(), demo, DemoCluster.OLD).stream()
                .anyMatch(problem -> problem.id().equals("DEAD-ON-THIS-VERSION")));
    }

    @Test
    void whatNoServerTakesIsSaidWithItsPlace() {
        ParsedDraft broken = DraftYaml.read("kind: Role\n  metadata: [\n");
        assertFalse(broken.isValid());
        ParsedDraft read = DraftYaml.read(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: 42, namespace: shop}
                rules:
                - apigroups: [""]
                  resources: pods
                  verbs: [get]
                """);
        assertEquals(
                List.of(3, 5, 6, 6),
                read.problems().stream().map(ParsedDraft.Problem::line).toList(),
                read.problems().toString());
    }
}
