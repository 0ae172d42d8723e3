package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which bindings count for whom and where.
class ApplicableRulesTest {
    private static final PolicyRule GET_PODS = rule("get", "core", "pods");
    private static final Subject ALICE = Subject.user("alice");
    private static final UserInfo ALICE_USER = UserInfo.user("alice");

    private static ResourceAttributes getPod(String namespace) {
        return new ResourceAttributes("get", "", "pods", "", namespace, "web");
    }

    private static boolean allows(Policy policy, UserInfo user, Attributes attributes) {
        return policy.authorize(user, attributes).isAllowed();
    }

    @Test
    void aClusterRoleBindingCountsInEveryNamespaceAndAtClusterScope() {
        Policy policy = new SmallCluster().everywhere(GET_PODS, ALICE).policy();
        assertTrue(allows(policy, ALICE_USER, getPod("a")));
        assertTrue(allows(policy, ALICE_USER, getPod("b")));
        assertTrue(allows(policy, ALICE_USER, getPod("")));
    }

    @Test
    void aRoleBindingCountsInItsNamespaceOnly() {
        Policy policy = new SmallCluster().in("a", GET_PODS, ALICE).policy();
        assertTrue(allows(policy, ALICE_USER, getPod("a")));
        assertFalse(allows(policy, ALICE_USER, getPod("b")));
        assertFalse(allows(policy, ALICE_USER, getPod("")));
    }

    @Test
    void aRoleBindingToAClusterRoleGivesItInTheNamespaceOnly() {
        Policy policy = new SmallCluster()
                .clusterRole("reader", rule("*", "*", "*"))
                .bind("a", RoleRef.clusterRole("reader"), ALICE)
                .policy();
        assertTrue(allows(policy, ALICE_USER, getPod("a")));
        assertFalse(allows(policy, ALICE_USER, getPod("b")));
        assertFalse(allows(policy, ALICE_USER, new ResourceAttributes("get", "", "nodes", "", "", "n")));
    }

    @Test
    void aRoleIsLookedForInTheBindingsOwnNamespace() {
        Policy policy = new SmallCluster()
                .role("a", "reader", GET_PODS)
                .bind("b", RoleRef.role("reader"), ALICE)
                .policy();
        assertFalse(allows(policy, ALICE_USER, getPod("a")));
        assertFalse(allows(policy, ALICE_USER, getPod("b")));
        assertEquals(1, policy.danglingBindings().size());
    }

    @Test
    void roleAndClusterRoleOfTheSameNameAreNotTheSame() {
        SmallCluster cluster = new SmallCluster().clusterRole("reader", GET_PODS);
        assertFalse(allows(cluster.bind("a", RoleRef.role("reader"), ALICE).policy(), ALICE_USER, getPod("a")));
        assertTrue(
                allows(cluster.bind("a", RoleRef.clusterRole("reader"), ALICE).policy(), ALICE_USER, getPod("a")));
    }

    @Test
    void aMissingRoleGivesNothingAndSpoilsNothing() {
        Policy policy = new SmallCluster()
                .bindEverywhere("missing", ALICE)
                .bind("a", RoleRef.role("missing"), ALICE)
                .in("a", GET_PODS, ALICE)
                .policy();
        assertTrue(allows(policy, ALICE_USER, getPod("a")));
        assertFalse(allows(policy, ALICE_USER, getPod("b")));
        assertEquals(2, policy.danglingBindings().size());
    }

    @Test
    void aClusterRoleBindingToARoleLeadsNowhere() {
        var binding = new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.role("reader"), List.of(ALICE));
        var roles = List.of(
                new Role(ObjectMeta.namespaced("a", "reader"), List.of(GET_PODS)),
                new Role(ObjectMeta.namespaced("", "reader"), List.of(GET_PODS)));
        Policy policy = Policy.of(new RbacObjects(roles, List.of(), List.of(), List.of(binding)));
        assertFalse(allows(policy, ALICE_USER, getPod("a")));
        assertEquals(List.of(binding), policy.danglingBindings());
    }

    @ParameterizedTest
    @CsvSource({
        "USER, '', alice, alice, '', true",
        "USER, '', alice, Alice, '', false",
        "USER, '', alice, bob, alice, false",
        "USER, '', *, alice, '', false",
        "GROUP, '', devs, alice, devs, true",
        "GROUP, '', devs, devs, '', false",
        "GROUP, '', devs, alice, dev, false",
        "GROUP, '', system:authenticated, alice, system:authenticated, true",
        "SERVICE_ACCOUNT, a, bot, system:serviceaccount:a:bot, '', true",
        "SERVICE_ACCOUNT, a, bot, system:serviceaccount:b:bot, '', false",
        "SERVICE_ACCOUNT, a, bot, bot, '', false",
        "SERVICE_ACCOUNT, a, system:serviceaccount:a:bot, system:serviceaccount:a:bot, '', false",
        "SERVICE_ACCOUNT, a, bot, alice, system:serviceaccount:a:bot, false",
        "USER, '', system:serviceaccount:a:bot, system:serviceaccount:a:bot, '', true",
        "GROUP, '', system:serviceaccount:a:bot, system:serviceaccount:a:bot, '', false",
    })
    void subjectsMatchByKind(
            SubjectKind kind, String namespace, String name, String user, String group, boolean expected) {
        Subject subject = new Subject(kind, namespace, name);
        UserInfo asking = UserInfo.of(user, group.isEmpty() ? List.of() : List.of(group));
        Policy policy = new SmallCluster().everywhere(GET_PODS, subject).policy();
        assertEquals(expected, allows(policy, asking, getPod("a")));
        assertEquals(expected, subject.matches(asking));
    }

    @Test
    void aSubjectWithoutNamespaceIsOfTheRoleBindingsOwn() {
        Policy policy = new SmallCluster()
                .in("a", GET_PODS, Subject.serviceAccount("", "bot"))
                .policy();
        assertTrue(allows(policy, UserInfo.serviceAccount("a", "bot"), getPod("a")));
        assertFalse(allows(policy, UserInfo.serviceAccount("b", "bot"), getPod("a")));
    }

    @Test
    void aSubjectWithoutNamespaceInAClusterRoleBindingIsNobody() {
        Subject nobody = Subject.serviceAccount("", "bot");
        Policy policy = new SmallCluster().everywhere(GET_PODS, nobody).policy();
        UserInfo odd = UserInfo.user("system:serviceaccount::bot");
        assertFalse(allows(policy, odd, getPod("a")));
        assertFalse(nobody.matches(odd));
        assertEquals(List.of(), policy.whoCan(getPod("a")));
    }

    @Test
    void serviceAccountsNodesAndAnonymousHaveTheirGroups() {
        assertEquals(
                List.of("system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated"),
                UserInfo.ofName("system:serviceaccount:a:bot").groups());
        assertEquals(
                List.of("system:nodes", "system:authenticated"),
                UserInfo.ofName("system:node:n1").groups());
        assertEquals(
                List.of("system:unauthenticated"),
                UserInfo.ofName("system:anonymous").groups());
        assertEquals(
                List.of("system:authenticated"),
                UserInfo.ofName("system:serviceaccount:A:bot").groups());
        assertEquals(
                List.of("system:authenticated"), UserInfo.ofName("system:node:").groups());
    }

    @Test
    void groupsOfANamespaceReachItsAccountsOnly() {
        Policy policy = new SmallCluster()
                .everywhere(GET_PODS, Subject.group("system:serviceaccounts:a"))
                .policy();
        assertTrue(allows(policy, UserInfo.serviceAccount("a", "bot"), getPod("x")));
        assertFalse(allows(policy, UserInfo.serviceAccount("ab", "bot"), getPod("x")));
    }

    @Test
    void mastersAreAllowedBeforeRbac() {
        Policy empty = Policy.of(RbacObjects.EMPTY);
        UserInfo master = UserInfo.user("x", Rbac.MASTERS);
        assertInstanceOf(Decision.Superuser.class, empty.authorize(master, getPod("a")));
        assertInstanceOf(Decision.Superuser.class, empty.authorize(master, new NonResourceAttributes("get", "/")));
        assertFalse(allows(empty, UserInfo.user(Rbac.MASTERS), getPod("a")), "a user of that name is no member");
        assertFalse(allows(empty, UserInfo.user("x", "system:master"), getPod("a")));
    }

    @Test
    void pathsCountFromClusterRoleBindingsOnly() {
        PolicyRule metrics = PolicyRule.paths(List.of("get"), List.of("/metrics"));
        var request = new NonResourceAttributes("get", "/metrics");
        SmallCluster cluster = new SmallCluster().clusterRole("m", metrics).bind("a", RoleRef.clusterRole("m"), ALICE);
        assertFalse(allows(cluster.policy(), ALICE_USER, request));
        assertTrue(allows(cluster.bindEverywhere("m", ALICE).policy(), ALICE_USER, request));
    }

    @Test
    void aNamespaceObjectIsAskedForInsideItself() {
        Policy policy = new SmallCluster()
                .in("a", rule("patch", "core", "namespaces"), ALICE)
                .policy();
        var patch = new ResourceAttributes("patch", "", "namespaces", "", "", "a");
        assertTrue(allows(policy, ALICE_USER, patch.asRequested()));
        assertFalse(allows(policy, ALICE_USER, patch), "a SubjectAccessReview is checked as written");
        assertFalse(allows(policy, ALICE_USER, patch.withName("b").asRequested()));
        assertFalse(
                allows(policy, ALICE_USER, patch.withVerb("create").withName("").asRequested()));
        var status = ResourceAttributes.of("patch", "", "namespaces/status", "", "a");
        assertEquals("a", status.asRequested().namespace());
        var other = new ResourceAttributes("patch", "example.com", "namespaces", "", "", "a");
        assertEquals("", other.asRequested().namespace(), "only the core group's");
    }

    @Test
    void theLastOfTheSameNameCounts() {
        var first = new ClusterRole(ObjectMeta.cluster("r"), List.of(rule("*", "*", "*")));
        var last = new ClusterRole(ObjectMeta.cluster("r"), List.of(rule("list", "core", "pods")));
        var toAlice = new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), List.of(ALICE));
        var toBob =
                new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), List.of(Subject.user("bob")));
        Policy policy = Policy.of(new RbacObjects(List.of(), List.of(first, last), List.of(), List.of(toAlice, toBob)));
        var list = new ResourceAttributes("list", "", "pods", "", "a", "");
        assertFalse(allows(policy, ALICE_USER, list));
        assertTrue(allows(policy, UserInfo.user("bob"), list));
        assertFalse(allows(policy, UserInfo.user("bob"), getPod("a")));
        assertEquals(List.of(Subject.user("bob")), List.copyOf(policy.subjects()));
    }

    @Test
    void namesThatOnlyLookTheSameWhenJoinedAreKeptApart() {
        var one = new RoleBinding(ObjectMeta.namespaced("a", "b/c"), RoleRef.clusterRole("r"), List.of(ALICE));
        var other = new RoleBinding(
                ObjectMeta.namespaced("a/b", "c"), RoleRef.clusterRole("r"), List.of(Subject.user("bob")));
        var role = new ClusterRole(ObjectMeta.cluster("r"), List.of(GET_PODS));
        Policy policy = Policy.of(new RbacObjects(List.of(), List.of(role), List.of(one, other), List.of()));
        assertTrue(allows(policy, ALICE_USER, getPod("a")));
        assertTrue(allows(policy, UserInfo.user("bob"), getPod("a/b")));
    }

    @Test
    void aRoleBindingWithoutNamespaceGrantsNothing() {
        Policy policy = new SmallCluster()
                .clusterRole("r", rule("*", "*", "*"))
                .bind("", RoleRef.clusterRole("r"), ALICE)
                .policy();
        assertFalse(allows(policy, ALICE_USER, getPod("a")));
        assertFalse(allows(policy, ALICE_USER, getPod("")));
        assertEquals(List.of(), policy.whoCan(getPod("")));
        assertEquals(List.of(), policy.allRulesFor(ALICE_USER));
    }

    @Test
    void clusterObjectsHaveNoNamespaceWhateverAManifestSays() {
        var role = new ClusterRole(ObjectMeta.namespaced("a", "r"), List.of(GET_PODS));
        var binding = new ClusterRoleBinding(ObjectMeta.namespaced("a", "b"), RoleRef.clusterRole("r"), List.of(ALICE));
        Policy policy = Policy.of(new RbacObjects(List.of(), List.of(role), List.of(), List.of(binding)));
        assertTrue(allows(policy, ALICE_USER, getPod("b")));
        assertEquals("", policy.whoCan(getPod("b")).getFirst().namespace());
    }

    @Test
    void theReasonIsTheServers() {
        Policy policy = new SmallCluster()
                .in("a", GET_PODS, Subject.group("x"), Subject.serviceAccount("s", "bot"))
                .policy();
        assertEquals(
                "RBAC: allowed by RoleBinding \"here-0/a\" of Role \"role-0\" to ServiceAccount \"bot/s\"",
                policy.authorize(UserInfo.serviceAccount("s", "bot"), getPod("a"))
                        .reason());
    }

    @Test
    void aRefusalSaysWhatWasConsidered() {
        Policy policy = new SmallCluster()
                .everywhere(rule("list", "core", "pods"), ALICE)
                .in("a", rule("get", "core", "pods", "db"), ALICE)
                .in("b", GET_PODS, ALICE)
                .policy();
        Decision decision = policy.authorize(ALICE_USER, getPod("a"));
        var refusal = assertInstanceOf(Decision.NoOpinion.class, decision);
        assertEquals(
                List.of(RuleMatching.Part.VERB, RuleMatching.Part.NAME),
                refusal.considered().stream()
                        .map(Decision.Considered::refusedBy)
                        .toList());
    }

    @Test
    void aGroupAskedForTwiceGrantsOnce() {
        Policy policy =
                new SmallCluster().everywhere(GET_PODS, Subject.group("x")).policy();
        UserInfo twice = UserInfo.of("alice", List.of("x", "x"));
        assertEquals(1, policy.grantsAllowing(twice, getPod("a")).size());
        assertEquals(1, policy.rulesFor(twice, "a").size());
    }

    @Test
    void uidAndExtraPlayNoPart() {
        Policy policy = new SmallCluster().everywhere(GET_PODS, ALICE).policy();
        var other = new UserInfo("bob", "alice", List.of(), Map.of("alice", List.of("alice")));
        assertFalse(allows(policy, other, getPod("a")));
    }
}
