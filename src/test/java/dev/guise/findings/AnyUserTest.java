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

class AnyUserTest {
    private static final String ID = "IMP-ANY-USER";
    private static final PolicyRule ANY = rule("impersonate", "", "users");

    @Test
    void aRuleWithoutNamesBoundEverywhere() {
        Finding finding = cluster().everywhere("r", CI, ANY).only(ID);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(CI, finding.subject());
        assertFalse(finding.expected());
        cluster().everywhere("r", CI, rule("*", "", "users")).only(ID);
    }

    @Test
    void notANamedUserNorInANamespaceNorInAnotherGroup() {
        cluster().everywhere("r", CI, rule("impersonate", "", "users", "bob")).none(ID);
        cluster().in("ci", "r", CI, ANY).none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", AUTHENTICATION, "users"))
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups,serviceaccounts"))
                .none(ID);
        cluster().everywhere("r", CI, everything()).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(ANY).only(ID).expected());
    }
}
