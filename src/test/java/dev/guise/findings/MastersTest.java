package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import org.junit.jupiter.api.Test;

class MastersTest {
    private static final String ID = "IMP-MASTERS";
    private static final PolicyRule MASTERS = rule("impersonate", "", "groups", "system:masters");
    private static final PolicyRule BOB = rule("impersonate", "", "users", "bob");

    @Test
    void withSomebodyBesideIt() {
        Finding finding = cluster().everywhere("r", CI, MASTERS, BOB).only(ID);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertFalse(finding.path().equals(ShortestPath.none()));
        assertFalse(finding.expected());
        cluster()
                .everywhere("r", CI, MASTERS)
                .in("ci", "a", CI, rule("impersonate", "", "serviceaccounts", "x"))
                .only(ID);
    }

    @Test
    void notAloneAndNotAnotherGroup() {
        cluster().everywhere("r", CI, MASTERS).none(ID);
        // the name of an account is never checked on users, so that nobody can be impersonated
        cluster()
                .everywhere("r", CI, MASTERS, rule("impersonate", "", "users", "system:serviceaccount:ci:other"))
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups", "system:master"), BOB)
                .none(ID);
        cluster().everywhere("r", CI, rule("impersonate", "", "groups"), BOB).none(ID);
        cluster().everywhere("r", CI, BOB).in("ci", "g", CI, MASTERS).none(ID);
    }

    @Test
    void halvesMayComeFromASubjectAndItsGroup() {
        World world = cluster()
                .everywhere("g", Subject.group("system:serviceaccounts"), MASTERS)
                .everywhere("u", CI, BOB);
        assertEquals(CI, world.only(ID).subject());
        world.none("DEAD-GROUP-ALONE");
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(MASTERS, BOB).only(ID).expected());
    }
}
