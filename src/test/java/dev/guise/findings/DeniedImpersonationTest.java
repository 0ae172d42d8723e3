package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.only;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.evidence.Outcome;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeniedImpersonationTest {
    private static final String ID = "IMP-DENIED";
    private static final PolicyRule BOB = rule("impersonate", "", "users", "bob");

    private static List<Finding> find(World world, Outcome outcome) {
        return Findings.of(world.analysis().with(Logs.of(0, Logs.use("bob", outcome))))
                .ofKind(ID);
    }

    private static Outcome refused() {
        return new Outcome.Refused(Optional.of(ResourceAttributes.of("impersonate", "", "users", "", "bob")));
    }

    @Test
    void aRefusalWithTheRuleThatWouldAllowIt() {
        Finding finding = only(find(cluster().everywhere("r", OTHER, BOB), refused()));
        assertEquals(Severity.INFO, finding.severity());
        assertEquals(CI, finding.subject());
        assertTrue(finding.remedy().contains("\"bob\""), finding.remedy());
        assertFalse(finding.expected());
    }

    @Test
    void notWhatIsAllowedByNowNorWhatWasLetIn() {
        assertEquals(List.of(), find(cluster().everywhere("r", CI, BOB), refused()));
        assertEquals(List.of(), find(cluster(), new Outcome.Allowed()));
        cluster().none(ID);
    }
}
