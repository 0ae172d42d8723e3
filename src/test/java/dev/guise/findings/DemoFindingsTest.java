package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.DemoSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.escalation.Catalogue;
import dev.guise.escalation.Escalation;
import dev.guise.rbac.Policy;
import org.junit.jupiter.api.Test;

class DemoFindingsTest {
    @Test
    void probe() throws Exception {
        ClusterSnapshot snapshot = new DemoSource().read(ReadProgress.NONE);
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            Escalation escalation = Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
            escalation.reachAll();
            long reached = System.nanoTime();
            Findings findings = Findings.of(Analysis.of(escalation));
            long end = System.nanoTime();
            System.out.println("reachAll " + (reached - start) / 1_000_000 + " ms, findings " + (end - reached) / 1_000_000
                    + " ms, " + findings.all().size() + " of which expected "
                    + (findings.all().size() - findings.unexpected().size()) + " identities " + escalation.identities().size());
            if (i == 3) {
                System.out.println(findings.counts());
                findings.unexpected().forEach(f -> System.out.println(f.severity() + " " + f.id() + " | "
                        + (f.subject() == null ? "" : f.subject().describe()) + " | " + f.origin().describe() + " | "
                        + f.part() + " | " + f.reaches() + " | " + f.detail()));
            }
            assertTrue(findings.all().size() > 10);
        }
    }
}
