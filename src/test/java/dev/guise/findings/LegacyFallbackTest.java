package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import org.junit.jupiter.api.Test;

class LegacyFallbackTest {
    private static final String ID = "IMP-LEGACY-FALLBACK";
    private static final PolicyRule BOB = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
    private static final PolicyRule LIST_PODS = rule("impersonate-on:user-info:list", "", "pods");
    private static final PolicyRule LEGACY = rule("impersonate", "", "users", "alice", "bob");

    private static World constrained() {
        return cluster().everywhere("constrained", CI, BOB, LIST_PODS);
    }

    @Test
    void aLegacyGrantThatReachesTheSameUser() {
        Finding finding = constrained().everywhere("old", CI, LEGACY).only(ID);
        assertEquals(Severity.HIGH, finding.severity());
        assertEquals("old", finding.origin().describe().split("[ ,]")[1]);
        assertFalse(finding.expected());
    }

    @Test
    void aLegacyGrantThatReachesTheSameNode() {
        World node = cluster()
                .node("n1")
                .everywhere(
                        "constrained",
                        CI,
                        rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes", "n1"),
                        rule("impersonate-on:arbitrary-node:get", "", "secrets"));
        node.none(ID);
        node.everywhere("old", CI, rule("impersonate", "", "users", "system:node:n2"))
                .none(ID);
        node.everywhere("older", CI, rule("impersonate", "", "users", "system:node:n1"))
                .only(ID);
    }

    @Test
    void notAnotherUserNorAnotherRequestorNorAnIdleMode() {
        constrained()
                .everywhere("old", CI, rule("impersonate", "", "users", "alice"))
                .none(ID);
        constrained().everywhere("old", OTHER, LEGACY).none(ID);
        constrained().server(34).everywhere("old", CI, LEGACY).none(ID);
        cluster().everywhere("half", CI, BOB).everywhere("old", CI, LEGACY).none(ID);
        cluster().everywhere("admin", CI, everything()).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(BOB, LIST_PODS, LEGACY).only(ID).expected());
    }
}
