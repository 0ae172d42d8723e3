package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrphanSubjectTest {
    private static final String ID = "ORPHAN-SUBJECT";
    private static final Subject GONE = Subject.serviceAccount("ci", "gone");

    @Test
    void anAccountThatDoesNotExistAndWhoMayMakeIt() {
        World world = cluster()
                .everywhere("r", GONE, rule("get", "", "pods"))
                .in("ci", "maker", OTHER, rule("create", "", "serviceaccounts"));
        Finding finding = world.only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals(GONE, finding.subject());
        assertEquals(List.of("ci/other"), finding.reaches());
        assertFalse(finding.expected());
    }

    @Test
    void notWhereAccountsWereNotReadNorOneThatEveryNamespaceGets() {
        cluster()
                .everywhere("r", GONE, rule("get", "", "pods"))
                .warning("ServiceAccount")
                .none(ID);
        cluster()
                .everywhere("r", Subject.serviceAccount("ci", "default"), rule("get", "", "pods"))
                .none(ID);
        cluster().everywhere("r", CI, rule("get", "", "pods")).none(ID);
        cluster().everywhere("r", Subject.user("gone"), rule("get", "", "pods")).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        Subject own = Subject.serviceAccount("kube-system", "controller");
        World world = cluster().clusterRole("system:x", rule("get", "", "pods"));
        assertFalse(world.bind("system:x", "system:x", own).only(ID).expected());
    }
}
