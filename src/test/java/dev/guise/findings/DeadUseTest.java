package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import org.junit.jupiter.api.Test;

class DeadUseTest {
    private static final String ID = "DEAD-GROUP-ALONE";
    private static final PolicyRule GROUPS = rule("impersonate", "", "groups", "x");
    private static final PolicyRule USER = rule("impersonate", "", "users", "bob");

    @Test
    void onceForARuleWhateverItsSubjects() {
        cluster().clusterRole("r", GROUPS).bind("b", "r", CI, OTHER, CI).only(ID);
    }

    @Test
    void deadForOneAndAliveForAnother() {
        Finding finding = cluster()
                .clusterRole("r", GROUPS)
                .bind("b", "r", CI, OTHER)
                .everywhere("u", OTHER, USER)
                .only(ID);
        assertFalse(finding.detail().contains("other/ci"), finding.detail());
    }

    @Test
    void aUserMayBeInAnyGroup() {
        Subject jane = Subject.user("jane");
        cluster().everywhere("r", jane, GROUPS).only(ID);
        cluster()
                .everywhere("r", jane, GROUPS)
                .everywhere("g", Subject.group("ops"), USER)
                .none(ID);
        // no user is in the group of all service accounts, and who may do everything needs no other rule
        cluster()
                .everywhere("r", jane, GROUPS)
                .everywhere("g", Subject.group("system:serviceaccounts"), USER)
                .everywhere("admin", Subject.group("admins"), everything())
                .only(ID);
    }
}
