package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over the demo, and over the impersonation patterns that people write.
class DemoFindingsTest {
    @Test
    void theDemoShowsMostKinds() throws SourceException {
        ClusterSnapshot snapshot = new DemoSource().read(ReadProgress.NONE);
        Escalation escalation = Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
        escalation.reachAll();
        long start = System.nanoTime();
        Findings findings = Findings.of(Analysis.of(escalation));
        System.out.println("findings of the demo in " + (System.nanoTime() - start) / 1_000_000 + " ms, "
                + (findings.all().size() - findings.unexpected().size()) + " expected, else " + findings.counts());
        // every kind has a test of its own; the demo is to show what there is
        Set<String> shown = findings.counts().keySet();
        assertTrue(shown.stream().filter(id -> !id.startsWith("ESC-")).count() >= 30, shown.toString());
        assertTrue(findings.counts().keySet().stream()
                        .filter(id -> id.startsWith("ESC-"))
                        .count()
                >= 12);
        assertFalse(findings.unexpected().stream()
                .anyMatch(finding -> finding.detail().isEmpty()));
    }

    @Test
    void thePatternsThatPeopleWrite(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("impersonation-patterns.yaml");
        try (InputStream in =
                DemoFindingsTest.class.getResourceAsStream("/dev/guise/conformance/impersonation-patterns.yaml")) {
            assertTrue(in != null);
            Files.copy(in, file);
        }
        ClusterSnapshot snapshot =
                new FileSource(List.of(file), ServerProfile.ofVersion(1, 36)).read(ReadProgress.NONE);
        Map<String, String> found = new TreeMap<>();
        for (Finding finding : Findings.of(Analysis.of(snapshot)).unexpected()) {
            var binding = finding.origin().binding();
            String name = binding == null ? "" : binding.name();
            found.merge(finding.id(), name + " " + finding.part(), (one, other) -> one + ", " + other);
        }
        Map<String, String> expected = new TreeMap<>(Map.of(
                "IMP-ANY-USER", "legacy-ci-impersonates ",
                "IMP-MANY-TENANTS", "gateway-impersonation ",
                "DEAD-GROUP-ALONE", "group-only groups",
                "DEAD-SA-FULLNAME",
                        "namespace-admin-impersonates system:serviceaccount:production:deployer,"
                                + " namespace-admin-impersonates system:serviceaccount:staging:deployer",
                // the ClusterRole admin comes with every cluster: that it is not in the file is no finding
                "DEAD-EXTRA-KEY", "deputy-who userextras/tenant-id"));
        assertEquals(expected, found);
    }
}
