package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import org.junit.jupiter.api.Test;

class AnyGroupTest {
    private static final String ID = "IMP-GROUPS-ANY";
    private static final PolicyRule ANY = rule("impersonate", "", "groups");
    private static final PolicyRule BOB = rule("impersonate", "", "users", "bob");

    @Test
    void withSomebodyBesideIt() {
        Finding finding = cluster().everywhere("r", CI, ANY, BOB).only(ID);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertFalse(finding.path().equals(ShortestPath.none()));
        assertFalse(finding.expected());
        cluster()
                .everywhere("r", CI, ANY)
                .in("ci", "a", CI, rule("impersonate", "", "serviceaccounts"))
                .only(ID);
    }

    @Test
    void notAloneAndNotANamedGroup() {
        cluster().everywhere("r", CI, ANY).none(ID);
        cluster().everywhere("r", CI, ANY).everywhere("u", OTHER, BOB).none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups", "a"), BOB)
                .none(ID);
        cluster().everywhere("r", CI, everything()).none(ID);
    }

    /// A name that is never asked for is nobody beside it: a request without a user name is a bad request.
    @Test
    void notBesideANameThatIsNeverChecked() {
        World empty = cluster().everywhere("r", CI, ANY, rule("impersonate", "", "users", ""));
        empty.none(ID);
        empty.only("DEAD-GROUP-ALONE");
        World account = cluster().everywhere("r", CI, ANY, rule("impersonate", "", "serviceaccounts", "*"));
        account.none(ID);
        account.only("DEAD-GROUP-ALONE");
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(ANY, BOB).only(ID).expected());
    }
}
