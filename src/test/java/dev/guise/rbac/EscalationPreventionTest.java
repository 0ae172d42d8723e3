package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.guise.rbac.WriteReview.Passed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationPreventionTest {
    private static final Subject EVE = Subject.user("eve");
    private static final UserInfo EVE_USER = UserInfo.user("eve");
    private static final PolicyRule SECRETS = rule("get", "core", "secrets");
    private static final PolicyRule WRITE_ROLES = rule("create,update,patch", Rbac.GROUP, "roles,clusterroles");
    private static final PolicyRule WRITE_BINDINGS =
            rule("create,update,patch", Rbac.GROUP, "rolebindings,clusterrolebindings");

    private static Role role(String namespace) {
        return new Role(ObjectMeta.namespaced(namespace, "r"), List.of(SECRETS));
    }

    private static ClusterRole clusterRole() {
        return new ClusterRole(ObjectMeta.cluster("r"), List.of(SECRETS));
    }

    private static RoleBinding binding(String namespace, RoleRef ref) {
        return new RoleBinding(ObjectMeta.namespaced(namespace, "b"), ref, List.of(EVE));
    }

    private static ClusterRoleBinding everywhere(String role) {
        return new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.clusterRole(role), List.of(EVE));
    }

    private static String write(SmallCluster cluster, String verb, RoleObject role) {
        return outcome(new EscalationPrevention(cluster.policy()).review(EVE_USER, verb, role));
    }

    private static String write(SmallCluster cluster, String verb, Binding binding) {
        return outcome(new EscalationPrevention(cluster.policy()).review(EVE_USER, verb, binding));
    }

    private static String outcome(WriteReview review) {
        return switch (review) {
            case WriteReview.Forbidden ignored -> "forbidden";
            case WriteReview.Escalation ignored -> "escalation";
            case WriteReview.Allowed(Decision ignored, Passed.Superuser p) -> "superuser";
            case WriteReview.Allowed(Decision ignored, Passed.ByVerb p) -> "verb";
            case WriteReview.Allowed(Decision ignored, Passed.HeldRules p) -> "held";
        };
    }

    @Test
    void escalateWithoutAWriteGivesNothing() {
        SmallCluster cluster = new SmallCluster().everywhere(rule("escalate", Rbac.GROUP, "roles"), EVE);
        assertEquals("forbidden", write(cluster, "create", role("a")));
        assertEquals("forbidden", write(cluster, "update", role("a")));
    }

    @Test
    void bindWithoutAWriteGivesNothing() {
        SmallCluster cluster =
                new SmallCluster().clusterRole("x", SECRETS).everywhere(rule("bind", Rbac.GROUP, "clusterroles"), EVE);
        assertEquals("forbidden", write(cluster, "create", everywhere("x")));
    }

    @Test
    void aWriteAloneIsEscalation() {
        SmallCluster cluster = new SmallCluster()
                .clusterRole("x", SECRETS)
                .everywhere(WRITE_ROLES, EVE)
                .everywhere(WRITE_BINDINGS, EVE);
        assertEquals("escalation", write(cluster, "create", role("a")));
        assertEquals("escalation", write(cluster, "patch", clusterRole()));
        assertEquals("escalation", write(cluster, "create", everywhere("x")));
        assertEquals("escalation", write(cluster, "create", binding("a", RoleRef.clusterRole("x"))));
    }

    @Test
    void escalateByNameCoversUpdatesAndNeverACreate() {
        SmallCluster cluster = new SmallCluster()
                .everywhere(WRITE_ROLES, EVE)
                .everywhere(rule("escalate", Rbac.GROUP, "roles,clusterroles", "r"), EVE);
        assertEquals("escalation", write(cluster, "create", role("a")));
        assertEquals("escalation", write(cluster, "create", clusterRole()));
        for (String verb : List.of("update", "patch")) {
            assertEquals("verb", write(cluster, verb, role("a")));
            assertEquals("verb", write(cluster, verb, clusterRole()));
            Role other = new Role(ObjectMeta.namespaced("a", "r2"), List.of(SECRETS));
            assertEquals("escalation", write(cluster, verb, other));
        }
    }

    @Test
    void createByNameIsNoCreate() {
        SmallCluster cluster = new SmallCluster()
                .everywhere(rule("create", Rbac.GROUP, "roles", "r"), EVE)
                .everywhere(rule("escalate", Rbac.GROUP, "roles"), EVE);
        assertEquals("forbidden", write(cluster, "create", role("a")));
    }

    @Test
    void escalateCountsOnTheSameResourceAndInTheRolesNamespace() {
        SmallCluster cluster =
                new SmallCluster().everywhere(WRITE_ROLES, EVE).in("a", rule("escalate", Rbac.GROUP, "roles"), EVE);
        assertEquals("verb", write(cluster, "create", role("a")));
        assertEquals("escalation", write(cluster, "create", role("b")));
        assertEquals("escalation", write(cluster, "create", clusterRole()));
        SmallCluster onClusterRoles = new SmallCluster()
                .everywhere(WRITE_ROLES, EVE)
                .everywhere(rule("escalate", Rbac.GROUP, "clusterroles"), EVE);
        assertEquals("escalation", write(onClusterRoles, "create", role("a")));
        assertEquals("verb", write(onClusterRoles, "create", clusterRole()));
    }

    @Test
    void heldRulesCountForARoleInItsNamespaceToo() {
        SmallCluster cluster = new SmallCluster().everywhere(WRITE_ROLES, EVE).in("a", SECRETS, EVE);
        assertEquals("held", write(cluster, "create", role("a")));
        assertEquals("escalation", write(cluster, "create", role("b")));
    }

    @Test
    void heldRulesCountForAClusterRoleOnlyWhenClusterWide() {
        SmallCluster cluster = new SmallCluster().everywhere(WRITE_ROLES, EVE).in("a", SECRETS, EVE);
        assertEquals("escalation", write(cluster, "create", clusterRole()));
        assertEquals("held", write(cluster.everywhere(SECRETS, EVE), "create", clusterRole()));
    }

    @Test
    void bindIsCheckedInTheBindingsNamespace() {
        SmallCluster cluster = new SmallCluster()
                .clusterRole("x", SECRETS)
                .everywhere(WRITE_BINDINGS, EVE)
                .in("a", rule("bind", Rbac.GROUP, "clusterroles", "x"), EVE);
        assertEquals("verb", write(cluster, "create", binding("a", RoleRef.clusterRole("x"))));
        assertEquals("escalation", write(cluster, "create", binding("b", RoleRef.clusterRole("x"))));
        assertEquals("escalation", write(cluster, "create", everywhere("x")));
    }

    @Test
    void bindHasTheNameOfTheRoleReferredTo() {
        SmallCluster cluster = new SmallCluster()
                .clusterRole("x", SECRETS)
                .clusterRole("y", SECRETS)
                .role("a", "x", SECRETS)
                .everywhere(WRITE_BINDINGS, EVE)
                .everywhere(rule("bind", Rbac.GROUP, "clusterroles", "x"), EVE);
        assertEquals("verb", write(cluster, "create", everywhere("x")));
        assertEquals("escalation", write(cluster, "create", everywhere("y")));
        assertEquals(
                "escalation", write(cluster, "create", binding("a", RoleRef.role("x"))), "roles, not clusterroles");
    }

    @Test
    void aBindingNeedsTheRulesOfItsRoleThere() {
        SmallCluster cluster = new SmallCluster()
                .clusterRole("x", SECRETS)
                .everywhere(WRITE_BINDINGS, EVE)
                .in("a", SECRETS, EVE);
        assertEquals("held", write(cluster, "create", binding("a", RoleRef.clusterRole("x"))));
        assertEquals("escalation", write(cluster, "create", binding("b", RoleRef.clusterRole("x"))));
        assertEquals("escalation", write(cluster, "create", everywhere("x")));
    }

    @Test
    void aMissingRoleCanBeBoundOnlyWithBind() {
        SmallCluster cluster =
                new SmallCluster().everywhere(WRITE_BINDINGS, EVE).everywhere(rule("get", "*", "*"), EVE);
        var review = new EscalationPrevention(cluster.policy()).review(EVE_USER, "create", everywhere("missing"));
        var refused = assertInstanceOf(WriteReview.Escalation.class, review);
        assertEquals(List.of(), refused.missing());
        assertEquals("clusterrolebindings.rbac.authorization.k8s.io \"missing\" not found", refused.message());
        cluster.everywhere(rule("bind", Rbac.GROUP, "clusterroles", "missing"), EVE);
        assertEquals("verb", write(cluster, "create", everywhere("missing")));
    }

    @Test
    void mastersAreNotChecked() {
        UserInfo master = UserInfo.user("root", Rbac.MASTERS);
        var prevention = new EscalationPrevention(Policy.of(RbacObjects.EMPTY));
        assertEquals("superuser", outcome(prevention.review(master, "create", clusterRole())));
        assertEquals("superuser", outcome(prevention.review(master, "create", everywhere("missing"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get,list", "get", "*"})
    void onlyWhatIsMissingIsNamed(String held) {
        SmallCluster cluster =
                new SmallCluster().everywhere(WRITE_ROLES, EVE).everywhere(rule(held, "core", "pods"), EVE);
        Role role = new Role(
                ObjectMeta.namespaced("a", "r"), List.of(rule("get,list", "core", "pods"), rule("get", "apps", "x")));
        var review = new EscalationPrevention(cluster.policy()).review(EVE_USER, "create", role);
        var refused = assertInstanceOf(WriteReview.Escalation.class, review);
        List<PolicyRule> expected = held.equals("get")
                ? List.of(rule("list", "core", "pods"), rule("get", "apps", "x"))
                : List.of(rule("get", "apps", "x"));
        assertEquals(expected, refused.missing());
    }

    @Test
    void theMessageIsTheServers() {
        SmallCluster cluster = new SmallCluster().everywhere(WRITE_ROLES, EVE);
        Role role = new Role(
                ObjectMeta.namespaced("a", "r"), List.of(rule("list,get", "core", "pods"), rule("get", "apps", "x")));
        var review = new EscalationPrevention(cluster.policy()).review(EVE_USER, "create", role);
        assertEquals(
                "roles.rbac.authorization.k8s.io \"r\" is forbidden: user \"eve\" (groups=[\"system:authenticated\"])"
                        + " is attempting to grant RBAC permissions not currently held:\n"
                        + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"list\" \"get\"]}\n"
                        + "{APIGroups:[\"apps\"], Resources:[\"x\"], Verbs:[\"get\"]}",
                assertInstanceOf(WriteReview.Escalation.class, review).message());
    }

    @Test
    void theRulesOfAnotherIdentityDoNotCount() {
        SmallCluster cluster = new SmallCluster()
                .everywhere(WRITE_ROLES, EVE)
                .everywhere(SECRETS, Subject.user("bob"))
                .everywhere(rule("escalate", Rbac.GROUP, "roles"), Subject.user("bob"));
        assertEquals("escalation", write(cluster, "create", role("a")));
    }
}
