package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import org.junit.jupiter.api.Test;

class ArbitraryNodeTest {
    private static final String ID = "IMP-ARBITRARY-NODE";
    private static final PolicyRule ANY = rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes");
    private static final PolicyRule ACTION = rule("impersonate-on:arbitrary-node:get", "", "secrets");

    @Test
    void anyNodeWithAnAction() {
        Finding finding = cluster().everywhere("r", CI, ANY, ACTION).only(ID);
        assertEquals(Severity.HIGH, finding.severity());
        assertFalse(finding.expected());
    }

    @Test
    void notWithoutAnActionNorANamedNodeNorAnotherMode() {
        cluster().everywhere("r", CI, ANY).none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes", "n1"), ACTION)
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate:associated-node", AUTHENTICATION, "nodes"), ACTION)
                .none(ID);
        cluster()
                .everywhere("r", CI, ANY, rule("impersonate-on:associated-node:get", "", "secrets"))
                .none(ID);
        cluster().server(34).everywhere("r", CI, ANY, ACTION).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(ANY, ACTION).only(ID).expected());
    }
}
