package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.LogProgress;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.impersonation.DeadRight;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FixesTest {
    private static ClusterSnapshot snapshot = DemoCluster.read();
    private static Findings before = new Findings(List.of());

    @BeforeAll
    static void read() {
        snapshot = DemoCluster.read();
        before = Findings.of(Analysis.of(snapshot));
    }

    private static List<DraftPlan> fix(Finding finding) {
        return new Fixes(snapshot, Evidence.NONE).of(finding);
    }

    private static Findings after(List<DraftPlan> plans) {
        DraftPlan plan = DraftPlan.combined("all", plans);
        return Findings.of(Analysis.of(plan.applyTo(snapshot)));
    }

    private static List<Finding> of(Findings findings, String id, Subject subject) {
        return findings.ofKind(id).stream()
                .filter(finding -> subject.equals(finding.subject()))
                .toList();
    }

    /// One of each kind that concerns impersonation: what its draft does is seen in the findings afterwards.
    @Test
    void whatAGrantDoesNotDoIsSaidOfIt() {
        Map<String, Optional<DeadRight.Kind>> nothing = new HashMap<>();
        Policy policy = Policy.of(snapshot.rbac());
        for (Grant grant : Fixes.constrainable(snapshot)) {
            nothing.put(grant.subject().describe(), Fixes.whyNothing(grant, policy, snapshot.server()));
        }
        assertEquals(Optional.of(DeadRight.Kind.GROUP_ALONE), nothing.get("ServiceAccount \"group-only/ci\""));
        assertEquals(Optional.of(DeadRight.Kind.SA_FULLNAME), nothing.get("ServiceAccount \"namespace-admin/ci\""));
        assertEquals(Optional.empty(), nothing.get("ServiceAccount \"pipeline/ci\""), nothing.toString());
    }

    @Test
    void theFixOfAFindingMakesItGo() {
        Set<String> kinds = new TreeSet<>(before.counts().keySet());
        kinds.removeIf(id -> !id.startsWith("IMP-") && !id.startsWith("DEAD-"));
        assertTrue(kinds.size() > 15, kinds.toString());
        List<String> remaining = new ArrayList<>();
        for (String id : kinds) {
            Finding finding = before.unexpected().stream()
                    .filter(f -> f.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            List<DraftPlan> plans = fix(finding);
            boolean gone = !plans.isEmpty()
                    && after(plans).all().stream()
                            .noneMatch(f -> f.fingerprint().equals(finding.fingerprint()));
            if (!gone) {
                remaining.add(id + " " + finding.detail());
            }
        }
        assertEquals(List.of(), remaining);
    }

    @Test
    void everyPlanCanBeReadFromItsText() {
        for (Finding finding : before.unexpected()) {
            for (DraftPlan plan : fix(finding)) {
                DraftPlan read =
                        DraftPlan.of(plan.title(), DraftYaml.read(DraftYaml.write(plan)), snapshot, plan.limitations());
                assertEquals(plan.changes(), read.changes(), () -> finding.id() + "\n" + DraftYaml.write(plan));
            }
        }
    }

    @Test
    void aGatewayIsSplitIntoOneDraftForEachTenantAndOneThatTakesAway() {
        Subject gateway = Subject.serviceAccount("gateway-system", "api-gateway");
        Finding finding = of(before, "IMP-MANY-TENANTS", gateway).getFirst();
        List<DraftPlan> plans = fix(finding);
        assertEquals(4, plans.size());
        assertTrue(plans.getLast().objects().isEmpty());
        assertEquals(2, plans.getLast().deletes().size());
        Findings after = after(plans);
        assertEquals(List.of(), of(after, "IMP-MANY-TENANTS", gateway));
        assertEquals(
                List.of(),
                after.ofKind("IMP-CROSS-PRODUCT").stream()
                        .filter(f -> f.subject() != null && f.subject().name().startsWith("api-gateway"))
                        .toList());
        List<String> first = plans.getFirst().objects().stream()
                .map(object -> DraftObject.describe(object.key()))
                .toList();
        assertEquals("ServiceAccount \"api-gateway-tenant-a\" in \"gateway-system\"", first.getFirst());
        assertTrue(plans.getFirst().limitations().stream()
                .anyMatch(note -> note.nearest().contains("serviceAccountName")));
        assertEquals(
                List.of(),
                after.ofKind("ORPHAN-SUBJECT").stream()
                        .filter(f -> f.subject() != null && f.subject().name().startsWith("api-gateway"))
                        .toList());
        assertFalse(DraftYaml.write(plans.getFirst()).contains("impersonate-on"), "what it is for is not guessed");
    }

    @Test
    void whatIsChosenForEachTenantHoldsInItsNamespaces() {
        Subject gateway = Subject.serviceAccount("gateway-system", "api-gateway");
        Grant grant = DemoCluster.grant(snapshot, "gateway-impersonation", gateway);
        List<DraftPlan> plans = new Fixes(snapshot, Evidence.NONE)
                .byTenant(
                        grant,
                        List.of("tenant-a", "tenant-b"),
                        List.of(Action.on(List.of("get"), "", List.of("pods"))));
        assertEquals(List.of("tenant-a"), actionsOf(plans.getFirst()).getFirst().namespaces());
    }

    @Test
    void eachTenantIsAllowedWhatWasRecordedOfIt() throws IOException, SourceException {
        Subject gateway = Subject.serviceAccount("gateway-system", "api-gateway");
        Finding finding = of(before, "IMP-MANY-TENANTS", gateway).getFirst();
        List<DraftPlan> plans = new Fixes(snapshot, recorded()).of(finding);
        List<Action> actions = actionsOf(plans.getFirst());
        assertTrue(actions.stream().anyMatch(action -> action.resources().contains("deployments")), actions::toString);
        assertTrue(
                actions.stream().allMatch(action -> action.namespaces().equals(List.of("tenant-a"))),
                actions::toString);
    }

    /// Whoever asked for its own node only needs no other.
    @Test
    void nodesThatWereOnlyEverTheOwnBecomeTheOwn() throws IOException, SourceException {
        Subject doctor = Subject.serviceAccount("kube-system", "node-doctor");
        Grant grant = DemoCluster.grant(snapshot, "node-doctor-impersonates-nodes", doctor);
        String text = DraftYaml.write(new Fixes(snapshot, recorded()).constrained(grant));
        assertTrue(text.contains("impersonate:associated-node") && !text.contains("arbitrary-node"), text);
    }

    /// An older server needs the names, whatever the newer one does without.
    @Test
    void inBothFormsTheNodesKeepTheirNames() throws IOException, SourceException {
        Subject doctor = Subject.serviceAccount("kube-system", "node-doctor");
        ClusterSnapshot unknown = snapshot.withServer(ServerProfile.UNKNOWN);
        Grant grant = DemoCluster.grant(unknown, "node-doctor-impersonates-nodes", doctor);
        String text = DraftYaml.write(new Fixes(unknown, recorded()).constrained(grant));
        assertTrue(text.contains("system:node:bridge-1") && text.contains("impersonate-on:arbitrary-node:list"), text);
    }

    private static List<Action> actionsOf(DraftPlan plan) {
        return SpecText.parts(DraftYaml.read(DraftYaml.write(plan)))
                .getFirst()
                .spec()
                .actions();
    }

    private static Evidence recorded() throws IOException, SourceException {
        try (InputStream in = DemoSource.auditLog()) {
            return new AuditLog().read(in, "demo", LogProgress.NONE);
        }
    }

    @Test
    void everyFindingThatIsLikelyToHaveAFixHasOne() {
        List<String> none = before.unexpected().stream()
                .filter(finding -> Fixes.isLikely(finding) && fix(finding).isEmpty())
                .map(finding -> finding.id() + " " + finding.origin().describe())
                .toList();
        assertEquals(List.of(), none);
        assertFalse(before.unexpected().stream().noneMatch(Fixes::isLikely));
    }
}
