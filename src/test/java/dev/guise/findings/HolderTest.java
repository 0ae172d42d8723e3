package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import org.junit.jupiter.api.Test;

class HolderTest {
    private static final PolicyRule ANY = rule("impersonate", "", "users");

    @Test
    void whatAGroupHasIsToldOfTheGroup() {
        Subject group = Subject.group("system:serviceaccounts");
        assertEquals(
                group,
                cluster().everywhere("r", group, ANY).only("IMP-ANY-USER").subject());
    }

    @Test
    void aSubjectNamedTwiceIsOneFinding() {
        cluster().clusterRole("r", ANY).bind("b", "r", CI, CI).only("IMP-ANY-USER");
    }
}
