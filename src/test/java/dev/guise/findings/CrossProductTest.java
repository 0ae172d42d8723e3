package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import org.junit.jupiter.api.Test;

class CrossProductTest {
    private static final String ID = "IMP-CROSS-PRODUCT";
    private static final PolicyRule BOB = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
    private static final PolicyRule LIST_PODS = rule("impersonate-on:user-info:list", "", "pods");
    private static final PolicyRule ALICE = rule("impersonate:user-info", AUTHENTICATION, "users", "alice");
    private static final PolicyRule CREATE_SECRETS = rule("impersonate-on:user-info:create", "", "secrets");

    private static World first() {
        return cluster().everywhere("first", CI, BOB, LIST_PODS);
    }

    @Test
    void twoRolesWithAPairEach() {
        Finding finding =
                first().everywhere("second", CI, ALICE, CREATE_SECRETS).only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals("user-info", finding.part());
        assertFalse(finding.expected());
    }

    @Test
    void notOnePairNorOneRoleNorTwoRequestors() {
        first().none(ID);
        first().everywhere("second", CI, ALICE).none(ID);
        first().everywhere("second", CI, CREATE_SECRETS).none(ID);
        first().everywhere("second", OTHER, ALICE, CREATE_SECRETS).none(ID);
        first().everywhere("second", CI, BOB, LIST_PODS).none(ID);
        cluster().everywhere("one", CI, BOB, LIST_PODS, ALICE, CREATE_SECRETS).none(ID);
        first().everywhere("second", CI, ALICE, CREATE_SECRETS).server(34).none(ID);
    }
}
