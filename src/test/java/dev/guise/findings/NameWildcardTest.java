package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class NameWildcardTest {
    private static final String ID = NameWildcard.PAGE.id();

    @Test
    void onAccountsAndNodes() {
        Finding finding = cluster()
                .everywhere("r", CI, rule("impersonate", "", "serviceaccounts", "*"))
                .only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals("*", finding.part());
        cluster()
                .in("ci", "r", CI, rule("impersonate", "", "serviceaccounts", "a", "*"))
                .only(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate:serviceaccount", AUTHENTICATION, "serviceaccounts", "*"))
                .only(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes", "*"))
                .only(ID);
    }

    /// The associated node is checked as `*`, and users and groups may be called so.
    @Test
    void notWhereTheNameMayBeMeant() {
        cluster()
                .everywhere("r", CI, rule("impersonate:associated-node", AUTHENTICATION, "nodes", "*"))
                .none(ID);
        cluster().everywhere("r", CI, rule("impersonate", "", "users", "*")).none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "serviceaccounts,groups", "*"))
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "serviceaccounts", "a"))
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "serviceaccounts"))
                .none(ID);
        cluster().everywhere("r", CI, rule("get", "", "nodes", "*")).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster()
                .bootstrap(rule("impersonate", "", "serviceaccounts", "*"))
                .only(ID)
                .expected());
    }
}
