package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.FileSource;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.findings.KnownTenants;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpactTest {
    private static final Subject LEGACY_CI = Subject.serviceAccount("ci", "legacy-ci");
    private static final Instant LAST = Instant.parse("2026-01-02T03:04:05Z");

    private final ClusterSnapshot demo = DemoCluster.read();
    private final Escalation before = Escalation.of(demo, Policy.of(demo.rbac()), Catalogue.bundled());

    @TempDir
    private Path folder;

    static ImpersonationUse use(UserInfo requestor, WantedUser wanted, String verb, String namespace, String... names) {
        return new ImpersonationUse(
                requestor,
                wanted,
                "",
                DemoCluster.get(verb, "pods", namespace, ""),
                List.of(names),
                0,
                new Outcome.Allowed(),
                7,
                Optional.of(LAST),
                Optional.of(LAST));
    }

    static Evidence evidence(ImpersonationUse... uses) {
        return Evidence.NONE.withUses(List.of(uses));
    }

    @Test
    void theExportedTextReadAgainHasTheSameImpact() throws Exception {
        Evidence evidence = evidence(
                use(
                        UserInfo.serviceAccount("ci", "legacy-ci"),
                        WantedUser.of("tenant-a-admin"),
                        "list",
                        "tenant-a",
                        ""),
                use(UserInfo.serviceAccount("ci", "pipeline"), WantedUser.of("deploy-bot"), "get", "staging", "x"));
        Constrainer constrainer = new Constrainer(demo);
        DraftPlan plan = constrainer.withoutImpersonation(DemoCluster.grant(demo, "legacy-ci-impersonates", LEGACY_CI));
        DraftPlan gateway = DraftPlan.combined(
                "Gateway",
                constrainer.tenantPlans(
                        DemoCluster.grant(
                                demo, "gateway-impersonation", Subject.serviceAccount("gateway-system", "api-gateway")),
                        KnownTenants.named(List.of("tenant-a", "tenant-b", "tenant-c")),
                        Form.LEGACY,
                        (tenant, who) -> List.of(),
                        Map.of()));
        DraftPlan both = DraftPlan.combined("Both", List.of(plan, gateway));
        Impact impact = Impact.of(before, both, evidence);
        assertEquals(1, impact.refused().size());
        assertEquals(7, impact.refused().getFirst().count());
        assertEquals(Optional.of(LAST), impact.refused().getFirst().last());
        assertTrue(
                impact.touched().contains("system:serviceaccount:ci:legacy-ci"),
                impact.touched().toString());
        Impact.ReachChange change = impact.reaches().stream()
                .filter(reach -> reach.who().userName().equals("system:serviceaccount:ci:legacy-ci"))
                .findFirst()
                .orElseThrow();
        assertTrue(change.becomes().lost().contains(Identity.ofUser("tenant-a-admin")));
        assertTrue(change.becomes().gained().isEmpty());
        assertFalse(change.goals().lost().isEmpty());

        Path file = folder.resolve("plan.yaml");
        String text = DraftExport.file(both);
        Files.writeString(file, text);
        RbacObjects loaded =
                new FileSource(List.of(file)).read(ReadProgress.NONE).rbac();
        RbacObjects after = DraftPlan.apply(
                demo.rbac(), DraftObject.of(loaded), DraftYaml.read(text).deletes());
        ClusterSnapshot snapshot = demo.withRbac(after);
        Impact again = Impact.of(before, Escalation.of(snapshot, Policy.of(after), Catalogue.bundled()), evidence);
        assertEquals(impact, again);
        assertEquals(impact, Impact.of(before, DraftYaml.read(text), evidence));
    }

    @Test
    void nothingChangesNothing() {
        Impact impact = Impact.of(before, new DraftPlan("nothing", List.of(), List.of()), Evidence.NONE);
        assertTrue(impact.isEmpty());
        assertEquals(Set.of(), impact.touched());
    }
}
