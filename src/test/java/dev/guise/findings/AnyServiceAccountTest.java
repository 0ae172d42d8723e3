package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import org.junit.jupiter.api.Test;

class AnyServiceAccountTest {
    private static final String ID = "IMP-ANY-SERVICEACCOUNT";
    private static final PolicyRule ANY = rule("impersonate", "", "serviceaccounts");

    @Test
    void criticalEverywhereAndHighInANamespace() {
        Finding finding = cluster().everywhere("r", CI, ANY).only(ID);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertFalse(finding.expected());
        assertEquals(Severity.HIGH, cluster().in("ci", "r", CI, ANY).only(ID).severity());
    }

    @Test
    void notANamedAccountNorAllUsers() {
        cluster()
                .in("ci", "r", CI, rule("impersonate", "", "serviceaccounts", "x"))
                .none(ID);
        cluster().everywhere("r", CI, rule("impersonate", "", "users")).none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", AUTHENTICATION, "serviceaccounts"))
                .none(ID);
        cluster().everywhere("r", CI, everything()).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(ANY).only(ID).expected());
    }
}
