package dev.guise.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.World;
import dev.guise.graph.AccessGraph.SharedGrants;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.graph.AccessNode.Trait;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessGraphTest {
    private static final ServerProfile NEW = ServerProfile.ofVersion(1, 36);
    private static final ServerProfile OLD = ServerProfile.ofVersion(1, 34);
    private static final String AUTHENTICATION = "authentication.k8s.io";

    private final List<ClusterRole> roles = new ArrayList<>();
    private final List<ClusterRoleBinding> everywhere = new ArrayList<>();
    private final List<RoleBinding> inNamespaces = new ArrayList<>();

    private Policy policy() {
        return Policy.of(new RbacObjects(List.of(), roles, inNamespaces, everywhere));
    }

    private void role(String name, PolicyRule... rules) {
        roles.add(new ClusterRole(ObjectMeta.cluster(name), List.of(rules), List.of()));
    }

    private void bind(String name, Subject subject) {
        everywhere.add(new ClusterRoleBinding(ObjectMeta.cluster(name), RoleRef.clusterRole(name), List.of(subject)));
    }

    private void bindIn(String namespace, String name, Subject subject) {
        inNamespaces.add(
                new RoleBinding(ObjectMeta.namespaced(namespace, name), RoleRef.clusterRole(name), List.of(subject)));
    }

    private static PolicyRule legacy(String resource, String... names) {
        return PolicyRule.named(List.of("impersonate"), List.of(""), List.of(resource), List.of(names));
    }

    private AccessGraph from(String user, ServerProfile server) {
        return from(Identity.ofUser(user), server);
    }

    private AccessGraph from(Identity start, ServerProfile server) {
        return AccessGraph.from(start, policy(), server, Catalogue.bundled(), List.of(), SharedGrants.COLLAPSED);
    }

    private static AccessGraph from(World world, String who) {
        Identity start = World.identity(who);
        Escalation escalation = world.escalation();
        return AccessGraph.from(start, escalation, escalation.firstSteps(start), SharedGrants.COLLAPSED);
    }

    private static List<AccessEdge> edges(AccessGraph graph, AccessEdge.Kind kind) {
        return graph.graph().edgeSet().stream()
                .filter(edge -> edge.kind() == kind)
                .toList();
    }

    private static String target(AccessGraph graph, AccessEdge edge) {
        return graph.graph().getEdgeTarget(edge).id().text();
    }

    @Test
    void legacyImpersonationLeadsOverBindingRoleAndRule() {
        role("r", legacy("users", "bob"));
        bind("r", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        AccessEdge legacy = edges(graph, AccessEdge.Kind.LEGACY).getFirst();
        assertEquals("user:bob", target(graph, legacy));
        assertEquals("ClusterRole:r#0", graph.graph().getEdgeSource(legacy).id().text());
        assertTrue(graph.node("user:alice").orElseThrow().traits().contains(Trait.START));
        assertEquals(5, graph.graph().vertexSet().size());
        assertEquals(4, graph.graph().edgeSet().size());
    }

    @Test
    void aRoleBindingLimitsAccountsToItsNamespace() {
        role("r", legacy("serviceaccounts", "deployer"));
        bindIn("shop", "r", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        assertEquals(
                "serviceaccount:shop/deployer",
                target(graph, edges(graph, AccessEdge.Kind.LEGACY).getFirst()));
    }

    @Test
    void anyNameIsOneNodeHoweverManyRulesLeadThere() {
        for (int i = 0; i < 50; i++) {
            role("r" + i, legacy("users"));
            bind("r" + i, Subject.user("alice"));
        }
        AccessGraph graph = from("alice", NEW);
        assertEquals(1, graph.nodes(Kind.ANYONE).size());
        assertEquals(50, edges(graph, AccessEdge.Kind.LEGACY).size());
        assertEquals(50 * 3 + 2, graph.graph().vertexSet().size());
    }

    @Test
    void aConstrainedEdgeListsItsActions() {
        role(
                "who",
                PolicyRule.named(
                        List.of("impersonate:user-info"), List.of(AUTHENTICATION), List.of("users"), List.of("bob")));
        role("what", PolicyRule.resources(List.of("impersonate-on:user-info:list"), List.of(""), List.of("pods")));
        bind("who", Subject.user("alice"));
        bind("what", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        AccessEdge edge = edges(graph, AccessEdge.Kind.CONSTRAINED).getFirst();
        assertEquals("user:bob", target(graph, edge));
        assertEquals("list on pods", edge.label());
        assertEquals(2, edge.grants().size());
        assertTrue(graph.node("ClusterRole:what#0").isPresent());
        assertEquals(List.of(), edges(graph, AccessEdge.Kind.LEGACY));
    }

    @Test
    void whatAnOldServerDoesNotKnowIsDead() {
        role(
                "who",
                PolicyRule.named(
                        List.of("impersonate:user-info"), List.of(AUTHENTICATION), List.of("users"), List.of("bob")));
        role("what", PolicyRule.resources(List.of("impersonate-on:user-info:list"), List.of(""), List.of("pods")));
        bind("who", Subject.user("alice"));
        bind("what", Subject.user("alice"));
        AccessGraph graph = from("alice", OLD);
        assertEquals(List.of(), edges(graph, AccessEdge.Kind.CONSTRAINED));
        assertFalse(edges(graph, AccessEdge.Kind.DEAD).isEmpty());
        assertTrue(graph.node("user:bob").isEmpty());
    }

    @Test
    void aLoneGroupIsDeadWithItsReason() {
        role("r", legacy("groups", "admins"));
        bind("r", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        AccessEdge dead = edges(graph, AccessEdge.Kind.DEAD).getFirst();
        assertFalse(dead.note().isEmpty());
        assertEquals(Kind.DEAD_END, graph.graph().getEdgeTarget(dead).kind());
        assertEquals(List.of(), edges(graph, AccessEdge.Kind.LEGACY));
    }

    @Test
    void aGroupBesideAUserIsNot() {
        role("r", legacy("groups", "admins"), legacy("users", "bob"));
        bind("r", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        assertEquals(List.of(), edges(graph, AccessEdge.Kind.DEAD));
        assertEquals(2, edges(graph, AccessEdge.Kind.LEGACY).size());
    }

    @Test
    void aBindingToNoRoleIsDead() {
        bind("gone", Subject.user("alice"));
        AccessGraph graph = from("alice", NEW);
        assertEquals(2, edges(graph, AccessEdge.Kind.DEAD).size());
        assertTrue(graph.node("ClusterRoleBinding:gone").orElseThrow().traits().contains(Trait.DEAD));
    }

    @Test
    void whatAGroupHasHangsOnTheGroup() {
        role("r", legacy("users", "bob"));
        bind("r", Subject.group("system:serviceaccounts"));
        AccessGraph graph = from(Identity.serviceAccount("shop", "web"), NEW);
        AccessEdge member = edges(graph, AccessEdge.Kind.MEMBER).getFirst();
        assertEquals("group:system:serviceaccounts", target(graph, member));
        assertEquals(1, edges(graph, AccessEdge.Kind.BINDS).size());
    }

    @Test
    void whatEverybodyHasIsOnlyCountedUnlessItLeadsSomewhere() {
        role("plain", PolicyRule.resources(List.of("get"), List.of(""), List.of("pods")));
        bind("plain", Subject.group("system:authenticated"));
        AccessGraph graph = from("alice", NEW);
        assertEquals("+1 more grant", graph.nodes(Kind.MORE).getFirst().title());
        assertTrue(graph.nodes(Kind.BINDING).isEmpty());
        AccessGraph opened = AccessGraph.from(
                Identity.ofUser("alice"), policy(), NEW, Catalogue.bundled(), List.of(), SharedGrants.EXPANDED);
        assertEquals(1, opened.nodes(Kind.BINDING).size());
        assertTrue(opened.nodes(Kind.MORE).isEmpty());
        role("r", legacy("users", "bob"));
        bind("r", Subject.group("system:authenticated"));
        assertEquals(1, edges(from("alice", NEW), AccessEdge.Kind.LEGACY).size());
    }

    @Test
    void mastersControlTheCluster() {
        AccessGraph graph = from(Identity.memberOf("system:masters"), NEW);
        assertEquals(1, graph.nodes(Kind.GOAL).size());
    }

    @Test
    void toShowsOnlyThoseWhoReachTheTarget() {
        role("named", legacy("users", "bob"));
        role("other", legacy("users", "carol"));
        role("any", legacy("users"));
        bind("named", Subject.user("alice"));
        bind("other", Subject.user("dave"));
        bind("any", Subject.group("ops"));
        AccessGraph graph = AccessGraph.to(Identity.ofUser("bob"), policy(), NEW, List.of(Identity.ofUser("eve")));
        assertTrue(graph.node("user:alice").isPresent());
        assertTrue(graph.node("group:ops").isPresent());
        assertTrue(graph.node("user:dave").isEmpty());
        AccessEdge other = edges(graph, AccessEdge.Kind.TECHNIQUE).getFirst();
        assertEquals("user:eve", graph.graph().getEdgeSource(other).id().text());
    }

    @Test
    void usersNeverReachAServiceAccount() {
        role("any", legacy("users"));
        bind("any", Subject.user("alice"));
        AccessGraph graph = AccessGraph.to(Identity.serviceAccount("shop", "web"), policy(), NEW, List.of());
        assertEquals(1, graph.graph().vertexSet().size());
    }

    /// The hold is the user's, the right is a group's: the picture of one way says so as that of the whole reach does.
    @Test
    void aWayShowsTheGroupThatHasTheGrant() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .clusterRole("jobs", "create batch:jobs")
                .bindAll("jobs", "group:system:authenticated");
        Derivation way = world.escalation()
                .derivation(World.identity("a/me"), new End.OfIdentity(World.identity("b/boss")))
                .orElseThrow();
        AccessGraph graph = AccessGraph.of(way);
        AccessEdge member = edges(graph, AccessEdge.Kind.MEMBER).getFirst();
        assertEquals(
                "serviceaccount:a/me", graph.graph().getEdgeSource(member).id().text());
        assertEquals("group:system:authenticated", target(graph, member));
        AccessEdge binds = edges(graph, AccessEdge.Kind.BINDS).getFirst();
        assertEquals(
                "group:system:authenticated",
                graph.graph().getEdgeSource(binds).id().text());
    }

    /// A derivation names one rule for each need. Whoever takes away only that one has closed nothing, so all are
    /// drawn.
    @Test
    void everyGrantThatDoesForAStepIsDrawn() {
        World world = World.with()
                .account("b", "boss")
                .clusterRole("one", "get,create apps:daemonsets")
                .clusterRole("two", "get,list,watch,create apps:statefulsets")
                .clusterRole("none", "get apps:daemonsets")
                .bindAll("one", "group:ops")
                .bindAll("two", "group:ops")
                .bindAll("none", "group:ops");
        AccessGraph graph = from(world, "group:ops");
        for (String role : List.of("one", "two")) {
            String rule = "ClusterRole:" + role + "#0";
            assertTrue(
                    edges(graph, AccessEdge.Kind.TECHNIQUE).stream()
                            .anyMatch(edge -> graph.graph()
                                            .getEdgeSource(edge)
                                            .id()
                                            .text()
                                            .equals(rule)
                                    && target(graph, edge).equals("technique:workload-create")),
                    rule);
        }
        assertTrue(graph.node("ClusterRole:none#0").isEmpty());
        assertEquals(
                "create +3 statefulsets.apps",
                graph.node("ClusterRole:two#0").orElseThrow().title());
    }

    @Test
    void everyGrantOfEverythingIsDrawn() {
        World world = World.with().admin("group:ops").admin("group:ops");
        Identity start = World.identity("group:ops");
        Escalation escalation = world.escalation();
        Derivation way = escalation
                .derivation(start, new End.OfGoal(Goal.CLUSTER_CONTROL))
                .orElseThrow();
        AccessGraph graph = AccessGraph.from(start, escalation, way.steps(), SharedGrants.COLLAPSED);
        AccessNode goal = graph.nodes(Kind.GOAL).getFirst();
        assertEquals(2, graph.graph().incomingEdgesOf(goal).size());
    }
}
