package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.only;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.evidence.AuditPolicy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnauditedImpersonationTest {
    private static final PolicyRule BOB = rule("impersonate", "", "users", "bob");
    private static final Map<String, Object> NOTHING = Map.of("level", "None");

    private static List<Finding> find(World world, Map<String, Object> rule) throws Exception {
        AuditPolicy policy =
                AuditPolicy.of(Map.of("apiVersion", "audit.k8s.io/v1", "kind", "Policy", "rules", List.of(rule)));
        return Findings.of(world.analysis().with(policy)).ofKind("IMP-NO-AUDIT");
    }

    @Test
    void aPolicyThatLogsSomeRequestsOrTooEarly() throws Exception {
        World world = cluster().everywhere("r", CI, BOB);
        Finding finding = only(find(world, Map.of("level", "Metadata", "verbs", List.of("list"))));
        assertEquals(Severity.LOW, finding.severity());
        assertFalse(finding.expected());
        only(find(world, Map.of("level", "Metadata", "omitStages", List.of("ResponseComplete"))));
        only(find(world, NOTHING));
    }

    @Test
    void notWithAPolicyThatLogsAllNorWithoutOneNorWithoutImpersonators() throws Exception {
        World world = cluster().everywhere("r", CI, BOB);
        assertEquals(List.of(), find(world, Map.of("level", "Metadata")));
        world.none("IMP-NO-AUDIT");
        assertEquals(List.of(), find(cluster().everywhere("r", CI, rule("impersonate", "", "groups", "x")), NOTHING));
    }

    @Test
    void theServersOwnImpersonatorsAreLeftOut() throws Exception {
        World own = cluster()
                .clusterRole("cluster-admin", everything())
                .bind("cluster-admin", "cluster-admin", Subject.group("system:masters"));
        assertEquals(List.of(), find(own, NOTHING));
    }
}
