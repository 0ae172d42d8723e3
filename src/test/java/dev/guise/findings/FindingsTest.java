package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final PolicyRule ANY = rule("impersonate", "", "users");

    private static String fingerprint(Subject subject, PolicyRule... rules) {
        return cluster().everywhere("r", subject, rules).only("IMP-ANY-USER").fingerprint();
    }

    @Test
    void aFingerprintFollowsWhatTheRuleSays() {
        String one = fingerprint(CI, ANY);
        assertEquals(one, fingerprint(CI, rule("get", "", "pods"), ANY));
        assertNotEquals(one, fingerprint(CI, rule("impersonate,get", "", "users")));
        assertNotEquals(one, fingerprint(OTHER, ANY));
        assertEquals(24, one.length());
    }

    @Test
    void impersonationThatIsAStepIsToldOnce() {
        World world = cluster()
                .everywhere("root", OTHER, everything())
                .in("ci", "r", CI, rule("impersonate", "", "serviceaccounts"));
        assertEquals(List.of(), world.find("ESC-impersonate-serviceaccount"));
        Finding told = world.only("IMP-ANY-SERVICEACCOUNT");
        assertEquals(Severity.CRITICAL, told.severity(), "in a namespace it is high, but it leads to everything");
        assertTrue(
                told.detail()
                        .endsWith("This permission is a step on the shortest path of ci/bot to"
                                + " control of the cluster."),
                told.detail());
        assertEquals(
                cluster()
                        .in("ci", "r", CI, rule("impersonate", "", "serviceaccounts"))
                        .only("IMP-ANY-SERVICEACCOUNT")
                        .fingerprint(),
                told.fingerprint());
    }

    @Test
    void theWorstComesFirst() {
        List<Severity> severities = cluster().everywhere("r", CI, everything(), ANY).findings().all().stream()
                .map(Finding::severity)
                .toList();
        assertEquals(severities.stream().sorted().toList(), severities);
        assertTrue(severities.size() > 3);
        assertFalse(Severity.LOW.isAtLeast(Severity.MEDIUM));
    }

    @Test
    void howMuchIsDoneOnlyGrows() {
        List<Double> done = new ArrayList<>();
        Findings.of(cluster().everywhere("r", CI, everything(), ANY).analysis(), done::add);
        assertEquals(done.stream().sorted().toList(), done);
        assertTrue(done.size() > 20 && done.getLast() <= 1, done::toString);
    }

    @Test
    void whoIsInterruptedGetsNoFindings() {
        Analysis analysis = cluster().everywhere("r", CI, ANY).analysis();
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Findings.of(analysis));
        assertTrue(Thread.interrupted());
        assertFalse(Findings.of(analysis).all().isEmpty());
    }
}
