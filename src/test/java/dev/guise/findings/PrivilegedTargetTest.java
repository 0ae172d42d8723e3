package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegedTargetTest {
    private static final String ID = "IMP-PRIVILEGED-TARGET";
    private static final PolicyRule BECOME = rule("impersonate", "", "serviceaccounts", "other");

    @Test
    void asBadAsWhatTheTargetReaches() {
        Finding finding = cluster()
                .everywhere("admin", OTHER, everything())
                .in("ci", "r", CI, BECOME)
                .only(ID);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(List.of("ci/other"), finding.reaches());
        assertFalse(finding.expected());
        World secrets = cluster()
                .everywhere("s", OTHER, rule("get,list", "", "secrets"))
                .in("ci", "r", CI, BECOME);
        assertEquals(Severity.HIGH, secrets.only(ID).severity());
    }

    @Test
    void bareNamesEverywhereUsersAndGroups() {
        World admins = cluster()
                .everywhere("admin", OTHER, everything())
                .everywhere("root", Subject.user("root"), everything())
                .everywhere("ops", Subject.group("ops"), everything());
        assertEquals(
                List.of("ci/other"), admins.everywhere("r", CI, BECOME).only(ID).reaches());
        Subject third = Subject.serviceAccount("ci", "third");
        World group = admins.everywhere(
                "g", third, rule("impersonate", "", "groups", "ops"), rule("impersonate", "", "users", "bob"));
        assertEquals(List.of("group ops"), group.find(ID).getLast().reaches());
        Subject fourth = Subject.serviceAccount("ci", "fourth");
        World user = admins.everywhere("u", fourth, rule("impersonate", "", "users", "root"));
        assertTrue(user.find(ID).stream().anyMatch(found -> found.reaches().equals(List.of("root"))));
    }

    @Test
    void notAHarmlessTargetNorOneOfAnotherNamespace() {
        cluster()
                .everywhere("v", OTHER, rule("get", "", "pods"))
                .in("ci", "r", CI, BECOME)
                .none(ID);
        cluster()
                .namespace("b")
                .everywhere("admin", OTHER, everything())
                .in("b", "r", CI, BECOME)
                .none(ID);
    }

    @Test
    void headersWorkOnceSoThatWhatTheTargetMayImpersonateDoesNotComeAlong() {
        cluster()
                .everywhere("any", OTHER, rule("impersonate", "", "users"))
                .everywhere("admin", Subject.user("root"), everything())
                .in("ci", "r", CI, BECOME)
                .none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster()
                .everywhere("admin", OTHER, everything())
                .bootstrap(BECOME)
                .only(ID)
                .expected());
    }
}
