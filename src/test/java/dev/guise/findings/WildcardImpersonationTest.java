package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WildcardImpersonationTest {
    private static final String ID = "IMP-WILDCARD-VERB";

    @Test
    void everyVerbOnSomebody() {
        Finding finding = cluster().everywhere("r", CI, everything()).only(ID);
        assertEquals(Severity.HIGH, finding.severity());
        assertTrue(finding.reaches().contains("any user"), finding.reaches()::toString);
        assertFalse(finding.expected());
        cluster().everywhere("r", CI, rule("*", "", "users", "bob")).only(ID);
        cluster().in("ci", "r", CI, rule("*", "*", "*")).only(ID);
    }

    @Test
    void everyVerbIncludesTheConstrainedOnes() {
        World world = cluster().everywhere("r", CI, rule("*", AUTHENTICATION, "users"), rule("*", "", "pods"));
        assertEquals(List.of("any user"), world.only(ID).reaches());
        world.server(34).none(ID);
        cluster()
                .everywhere("r", CI, rule("*", AUTHENTICATION, "users"), rule("get", "", "pods"))
                .none(ID);
    }

    @Test
    void notWhereNobodyCanBeImpersonatedNorAnotherVerb() {
        cluster().in("ci", "r", CI, rule("*", "", "users")).none(ID);
        cluster().everywhere("r", CI, rule("*", "apps", "*")).none(ID);
        cluster().everywhere("r", CI, rule("*", "", "groups")).none(ID);
        cluster().everywhere("r", CI, rule("get", "*", "*")).none(ID);
        cluster().everywhere("r", CI, rule("impersonate", "", "users")).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster().bootstrap(everything()).only(ID).expected());
    }
}
