package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.findings.FindingChanges.Changed;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingChangesTest {
    private static final PolicyRule ANY = rule("impersonate", "", "users");
    private static final PolicyRule DEAD = rule("create", "", "pods", "web");

    private static FindingChanges changes(World before, World after) {
        return FindingChanges.of(before.findings(), after.findings());
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    private static Changed changed(FindingChanges changes, String id) {
        assertTrue(ids(changes.gone()).stream().noneMatch(id::equals), () -> "gone: " + changes.gone());
        assertTrue(ids(changes.appeared()).stream().noneMatch(id::equals), () -> "new: " + changes.appeared());
        List<Changed> found = changes.changed().stream()
                .filter(change -> change.after().id().equals(id))
                .toList();
        assertEquals(1, found.size(), changes::toString);
        return found.getFirst();
    }

    private static void assertGoneAndNew(FindingChanges changes, String id) {
        assertTrue(ids(changes.gone()).contains(id), changes::toString);
        assertTrue(ids(changes.appeared()).contains(id), changes::toString);
        assertTrue(
                changes.changed().stream()
                        .noneMatch(change -> change.after().id().equals(id)),
                changes::toString);
    }

    @Test
    void theSameIsNoChange() {
        assertTrue(changes(cluster().everywhere("a", CI, ANY), cluster().everywhere("a", CI, ANY))
                .isEmpty());
    }

    @Test
    void anotherRoleIsAChange() {
        Changed change = changed(
                changes(cluster().everywhere("a", CI, ANY), cluster().everywhere("b", CI, ANY)), "IMP-ANY-USER");
        assertEquals(
                "by ClusterRole b instead of ClusterRole a; bound by ClusterRoleBinding b instead of"
                        + " ClusterRoleBinding a",
                change.words());
    }

    @Test
    void anotherSubjectIsAnotherMatter() {
        assertGoneAndNew(
                changes(cluster().everywhere("a", CI, ANY), cluster().everywhere("a", OTHER, ANY)), "IMP-ANY-USER");
    }

    @Test
    void anotherNamespaceIsAnotherMatter() {
        PolicyRule accounts = rule("impersonate", "", "serviceaccounts");
        assertGoneAndNew(
                changes(
                        cluster().clusterRole("a", accounts).bindIn("ci", "a", RoleRef.clusterRole("a"), CI),
                        cluster().clusterRole("a", accounts).bindIn("dev", "a", RoleRef.clusterRole("a"), CI)),
                "IMP-ANY-SERVICEACCOUNT");
    }

    @Test
    void aNamespaceInsteadOfEverywhereIsAChangeForTheBetter() {
        PolicyRule accounts = rule("impersonate", "", "serviceaccounts");
        Changed change = changed(
                changes(
                        cluster().clusterRole("a", accounts).bind("a", "a", CI),
                        cluster().clusterRole("a", accounts).bindIn("ci", "a", RoleRef.clusterRole("a"), CI)),
                "IMP-ANY-SERVICEACCOUNT");
        assertEquals("was critical", change.what().getFirst());
        assertEquals(Severity.HIGH, change.after().severity());
    }

    @Test
    void anotherTargetByAnotherRoleIsAnotherMatter() {
        World before = privileged("a", "boss");
        assertGoneAndNew(changes(before, privileged("b", "chief")), "IMP-PRIVILEGED-TARGET");
        Changed change = changed(changes(privileged("a", "boss"), privileged("a", "chief")), "IMP-PRIVILEGED-TARGET");
        assertTrue(change.what().contains("resourceNames chief instead of boss"), change.words());
    }

    private static World privileged(String role, String target) {
        return cluster()
                .everywhere("root", Subject.user("boss"), everything())
                .everywhere("root2", Subject.user("chief"), everything())
                .everywhere(role, CI, rule("impersonate", "", "users", target));
    }

    @Test
    void aRuleThatIsDeadForOneFewerIsAChange() {
        Changed change = changed(
                changes(
                        cluster().clusterRole("a", DEAD).bind("a", "a", CI, OTHER),
                        cluster().clusterRole("a", DEAD).bind("a", "a", OTHER)),
                "DEAD-RESOURCENAME-VERB");
        assertEquals("1 subject fewer", change.words());
    }

    @Test
    void deadRulesOfDifferentRolesAndSubjectsAreDifferentMatters() {
        assertGoneAndNew(
                changes(cluster().everywhere("a", CI, DEAD), cluster().everywhere("b", OTHER, DEAD)),
                "DEAD-RESOURCENAME-VERB");
    }

    @Test
    void ofTwoTheOneWithMoreInCommonIsTheSame() {
        World before = cluster().everywhere("a", CI, rule("impersonate", "", "users,pods"));
        World after = cluster()
                .everywhere("b", CI, rule("impersonate", "", "users,nodes"))
                .everywhere("c", CI, rule("impersonate", "", "pods,users"));
        FindingChanges changes = changes(before, after);
        List<Changed> any = changes.changed().stream()
                .filter(change -> change.after().id().equals("IMP-ANY-USER"))
                .toList();
        assertEquals(1, any.size());
        assertTrue(
                any.getFirst().words().startsWith("by ClusterRole c instead"),
                any.getFirst().words());
        assertEquals(
                1,
                ids(changes.appeared()).stream().filter("IMP-ANY-USER"::equals).count());
    }

    @Test
    void theSameModeByAnotherRuleOfTheSameRole() {
        World before = cluster().everywhere("a", CI, constrained("one,two"));
        Changed change = changed(changes(before, cluster().everywhere("a", CI, constrained("one"))), "DEAD-HALF-PAIR");
        assertEquals("resourceNames without two", change.words());
    }

    private static PolicyRule constrained(String names) {
        return rule("impersonate:user-info", AUTHENTICATION, "users", names.split(","));
    }
}
