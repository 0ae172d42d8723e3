package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadNameTest {
    private static final String ID = "DEAD-RESOURCENAME-VERB";

    private static List<Severity> severities(PolicyRule rule) {
        return cluster().everywhere("r", CI, rule).find(ID).stream()
                .map(Finding::severity)
                .toList();
    }

    @Test
    void aCreateWithNamesAndAListByName() {
        assertEquals(List.of(Severity.MEDIUM), severities(rule("create", "", "secrets", "x")));
        assertEquals(List.of(Severity.LOW), severities(rule("deletecollection", "", "secrets", "x")));
        assertEquals(List.of(Severity.MEDIUM, Severity.LOW), severities(rule("create,list,watch", "", "secrets", "x")));
    }

    @Test
    void notWithoutNamesNorOnSubresourcesNorOtherVerbsNorUnbound() {
        assertEquals(List.of(), severities(rule("create,list", "", "secrets")));
        assertEquals(List.of(), severities(rule("create", "", "pods/exec", "x")));
        assertEquals(List.of(), severities(rule("get,delete", "", "secrets", "x")));
        cluster().clusterRole("unbound", rule("create", "", "secrets", "x")).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(
                cluster().bootstrap(rule("create", "", "secrets", "x")).only(ID).expected());
        assertFalse(cluster()
                .everywhere("r", CI, rule("create", "", "secrets", "x"))
                .only(ID)
                .expected());
    }
}
