package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.Subject;
import org.junit.jupiter.api.Test;

class DefaultAccountTest {
    private static final String ID = "DEFAULT-SA";
    private static final Subject DEFAULT = Subject.serviceAccount("ci", "default");

    @Test
    void onceForABindingAndAsBadAsWhatIsReached() {
        Finding finding = cluster()
                .everywhere("r", DEFAULT, rule("get", "", "pods"), rule("list", "", "pods"))
                .only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertFalse(finding.expected());
        assertEquals(
                Severity.HIGH,
                cluster()
                        .everywhere("r", DEFAULT, rule("list", "", "secrets"))
                        .only(ID)
                        .severity());
        assertEquals(
                Severity.CRITICAL,
                cluster().everywhere("r", DEFAULT, everything()).only(ID).severity());
    }

    @Test
    void notAnotherAccountNorAUserOfThatName() {
        cluster().everywhere("r", CI, rule("get", "", "pods")).none(ID);
        cluster()
                .everywhere("r", Subject.user("default"), rule("get", "", "pods"))
                .none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        Subject own = Subject.serviceAccount("kube-system", "default");
        World world = cluster().clusterRole("system:x", rule("get", "", "pods"));
        assertFalse(world.bind("system:x", "system:x", own).only(ID).expected());
    }
}
