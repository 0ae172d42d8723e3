package dev.guise.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.World;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names come from identity providers and certificates: nothing is told from how they are written.
class HostileNamesTest {
    private static final Subject ADMINS = Subject.group("admins");

    /// A cluster in which one user may impersonate another, who may do anything.
    private static Escalation impersonating(String who, String whom) {
        ClusterRole impersonator = new ClusterRole(
                ObjectMeta.cluster("impersonator"),
                List.of(PolicyRule.named(List.of("impersonate"), List.of(""), List.of("users"), List.of(whom))),
                List.of());
        ClusterRole all = new ClusterRole(
                ObjectMeta.cluster("all"),
                List.of(PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"))),
                List.of());
        RbacObjects objects = new RbacObjects(
                List.of(),
                List.of(impersonator, all),
                List.of(),
                List.of(
                        binding("one", impersonator, Subject.user(who)),
                        binding("other", all, Subject.user(whom)),
                        binding("groups", new ClusterRole(ObjectMeta.cluster("none"), List.of(), List.of()), ADMINS)));
        ClusterSnapshot snapshot = World.with().snapshot().withRbac(objects);
        return Escalation.of(snapshot, Policy.of(objects), Catalogue.bundled());
    }

    private static ClusterRoleBinding binding(String name, ClusterRole role, Subject subject) {
        return new ClusterRoleBinding(ObjectMeta.cluster(name), RoleRef.clusterRole(role.name()), List.of(subject));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob with keys",
                "group admins",
                "CN=user1, O=acme",
                "control of the cluster",
                "a|b>c:d#0",
                "group:admins",
                "any:user:",
                "\u202Ebob"
            })
    void aPathIsDrawnWithWholeNames(String name) {
        Escalation escalation = impersonating("start " + name, name);
        Derivation path = escalation
                .derivation(Identity.ofUser("start " + name), new End.OfGoal(Goal.CLUSTER_CONTROL))
                .orElseThrow();
        Set<NodeId> users = AccessGraph.of(path).nodes(Kind.USER).stream()
                .map(AccessNode::id)
                .collect(Collectors.toSet());
        assertEquals(Set.of(NodeId.of(new ObjectId.User("start " + name)), NodeId.of(new ObjectId.User(name))), users);
        assertEquals(1, AccessGraph.of(path).nodes(Kind.GOAL).size());
    }

    @Test
    void aUserCalledLikeAGroupIsNotThatGroup() {
        Escalation escalation = impersonating("alice", "group admins");
        Identity alice = Identity.ofUser("alice");
        Identity user = Identity.ofUser("group admins");
        Identity group = Identity.of(ADMINS);
        assertEquals(user.displayName(), group.displayName());
        assertTrue(escalation.whoReaches(new End.OfIdentity(user)).contains(alice));
        assertFalse(escalation.whoReaches(new End.OfIdentity(group)).contains(user));
        assertTrue(escalation.derivation(alice, new End.OfIdentity(user)).isPresent());
        assertFalse(escalation.derivation(alice, new End.OfIdentity(group)).isPresent());
        assertFalse(escalation.reach(group).becomes(user));
        assertTrue(escalation.reach(group).becomes(group));
    }

    @Test
    void thoseWhoAreCountedAreKeptAsTheyAre() {
        List<Identity> others = List.of("1", "2", "3", "4", "5", "6", "7", "8").stream()
                .map(number -> Identity.ofUser("CN=user" + number + ", O=acme"))
                .toList();
        Escalation escalation = impersonating("alice", "boss");
        AccessGraph graph = AccessGraph.to(
                Identity.ofUser("boss"),
                escalation.policy(),
                escalation.snapshot().server(),
                others);
        NodeId boss = NodeId.of(new ObjectId.User("boss"));
        assertTrue(graph.graph().vertexSet().stream()
                .map(AccessNode::id)
                .anyMatch(new NodeId.Others(boss, others)::equals));
    }

    @Test
    void whatIsCalledLikeAGoalIsNone() {
        AccessDrawing drawing = new AccessDrawing();
        NodeId goal = drawing.hold(Goal.SECRETS_EVERYWHERE.fact());
        assertEquals(new NodeId.OfGoal(Goal.SECRETS_EVERYWHERE), goal);
        assertNotEquals(goal, drawing.hold(new Fact.Fired("every Secret everywhere", "")));
    }

    @Test
    void idsDifferInText() {
        NodeId one = new NodeId.Held(new Fact.BoundRole(RoleKind.ROLE, "a", "b\" \"c", "d"));
        NodeId other = new NodeId.Held(new Fact.BoundRole(RoleKind.ROLE, "a\" \"b", "c", "d"));
        assertNotEquals(one.text(), other.text());
        NodeId group = new NodeId.OfIdentity(new Identity("bob", List.of("a b")));
        NodeId groups = new NodeId.OfIdentity(new Identity("bob", List.of("a", "b")));
        assertNotEquals(group.text(), groups.text());
    }
}
