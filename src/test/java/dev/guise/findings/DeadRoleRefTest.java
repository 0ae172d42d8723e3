package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadRoleRefTest {
    private static final String ID = "DEAD-ROLEREF";

    @Test
    void aRoleThatDoesNotExistAndWhoMayMakeIt() {
        World world = cluster()
                .bindIn("ci", "b", RoleRef.role("gone"), CI)
                .everywhere("maker", OTHER, rule("create", Rbac.GROUP, "roles"))
                .everywhere("another", CI, rule("create", Rbac.GROUP, "clusterroles"));
        Finding finding = world.only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals(CI, finding.subject());
        assertEquals(List.of("ci/other"), finding.reaches());
        assertFalse(finding.expected());
        cluster().bind("b", "gone", CI).only(ID);
    }

    @Test
    void notARoleThatExistsThere() {
        cluster().in("ci", "gone", CI, rule("get", "", "pods")).none(ID);
        cluster()
                .namespace("b")
                .in("ci", "gone", CI, rule("get", "", "pods"))
                .bindIn("b", "b", RoleRef.role("gone"), CI)
                .only(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster()
                .bind("system:b", "gone", Subject.user("system:kube-thing"))
                .only(ID)
                .expected());
        assertFalse(cluster()
                .bind("system:b", "gone", Subject.user("system:kube-thing"), CI)
                .only(ID)
                .expected());
    }
}
