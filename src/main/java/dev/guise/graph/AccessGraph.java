package dev.guise.graph;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.escalation.question.Escalation;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.graph.AccessNode.Trait;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedMultigraph;

/// A graph that answers one question: what somebody may become, who may become somebody, or how. Its size is linear in
/// the rules it shows: a rule that is good for any name leads to one node for all of them.
public final class AccessGraph {
    private static final int MAX_OTHERS = 6;

    private final Graph<AccessNode, AccessEdge> graph;

    AccessGraph(DirectedMultigraph<AccessNode, AccessEdge> graph) {
        this.graph = new AsUnmodifiableGraph<>(graph);
    }

    /// Nodes and edges, in the order in which they were found.
    public Graph<AccessNode, AccessEdge> graph() {
        return graph;
    }

    /// What becomes of grants that everybody has by `system:authenticated` and that lead to nobody else.
    public enum SharedGrants {
        /// They are one node that counts them.
        COLLAPSED,
        /// They are drawn like others.
        EXPANDED
    }

    /// What somebody has and may become: groups, bindings, roles; the rules that allow impersonation or a technique,
    /// and those that look as if they did and are dead. Where several grants do for the same step, all are drawn.
    ///
    /// @param steps the techniques that can be used at once, and those of ways further on
    public static AccessGraph from(Identity start, Escalation escalation, List<Step> steps, SharedGrants everybodys) {
        return from(
                start, escalation.policy(), escalation.snapshot().server(), escalation.catalogue(), steps, everybodys);
    }

    static AccessGraph from(
            Identity start,
            Policy policy,
            ServerProfile server,
            Catalogue catalogue,
            List<Step> steps,
            SharedGrants everybodys) {
        AccessDrawing drawing = new AccessDrawing();
        NodeId root = drawing.identity(start);
        drawing.mark(root, Trait.START);
        List<Grant> grants = policy.allRulesFor(start.userInfo());
        ImpersonationEdges impersonation = new ImpersonationEdges(drawing, grants, server);
        EquallyGood equallyGood = new EquallyGood(catalogue, server, grants);
        StepEdges techniques = new StepEdges(new AccessDrawing(), root, grants, equallyGood, steps);
        Map<NodeId, Set<Binding>> counted = new LinkedHashMap<>();
        for (Grant grant : grants) {
            boolean leads = impersonation.concerns(grant) || techniques.concerns(grant);
            if (!leads && isEverybodys(grant) && everybodys == SharedGrants.COLLAPSED) {
                counted.computeIfAbsent(member(drawing, root, start, grant), key -> new LinkedHashSet<>())
                        .add(grant.binding());
                continue;
            }
            drawing.toRole(member(drawing, root, start, grant), grant);
            if (leads) {
                List<ResourceAttributes> asked = new ArrayList<>(techniques.asked(grant));
                asked.addAll(StepRequests.written(grant));
                drawing.chain(member(drawing, root, start, grant), grant, asked);
            }
        }
        counted.forEach((subject, bindings) -> {
            bindings.removeIf(binding -> drawing.has(NodeId.of(ObjectId.of(binding))));
            if (!bindings.isEmpty()) {
                drawing.more(subject, bindings.size());
            }
        });
        dangling(drawing, root, start, policy);
        impersonation.draw();
        new StepEdges(drawing, root, grants, equallyGood, steps).draw();
        if (start.userInfo().isMaster()) {
            drawing.link(
                    root,
                    drawing.goal(Goal.CLUSTER_CONTROL),
                    AccessEdge.Kind.TECHNIQUE,
                    "before RBAC",
                    "Members of " + Rbac.MASTERS + " are allowed everything before RBAC is consulted",
                    List.of());
        }
        return drawing.graph();
    }

    private static boolean isEverybodys(Grant grant) {
        Subject subject = grant.subject();
        return subject.kind() == SubjectKind.GROUP
                && (subject.name().equals(Rbac.AUTHENTICATED) || subject.name().equals(Rbac.UNAUTHENTICATED));
    }

    /// The node that a grant hangs on: the start itself, or the group that has it.
    private static NodeId member(AccessDrawing drawing, NodeId root, Identity start, Grant grant) {
        Subject subject = grant.subject();
        if (subject.kind() != SubjectKind.GROUP
                || NodeId.of(ObjectId.of(subject)).equals(root)) {
            return root;
        }
        NodeId group = drawing.subject(subject);
        drawing.link(root, group, AccessEdge.Kind.MEMBER, "", start.displayName() + " is a member", List.of());
        return group;
    }

    private static void dangling(AccessDrawing drawing, NodeId root, Identity start, Policy policy) {
        for (Binding binding : policy.danglingBindings()) {
            if (binding.subjects().stream().noneMatch(subject -> subject.matches(start.userInfo()))) {
                continue;
            }
            String note = "The role it refers to does not exist, so it grants nothing";
            NodeId role = drawing.add(new AccessNode(
                    new NodeId.MissingRole(ObjectId.of(binding)),
                    Kind.ROLE,
                    binding.roleRef().name(),
                    binding.roleRef().kind().kind() + ", does not exist",
                    Set.of(Trait.DEAD),
                    note));
            NodeId node = drawing.binding(binding);
            drawing.mark(node, Trait.DEAD);
            drawing.link(root, node, AccessEdge.Kind.DEAD, "", note, List.of());
            drawing.link(node, role, AccessEdge.Kind.DEAD, "no such role", note, List.of());
        }
    }

    /// Who may become somebody: by impersonation with all rules on the way; by other ways as one edge each.
    ///
    /// @param others identities that reach the target in whichever way; many of them are one node
    public static AccessGraph to(Identity target, Policy policy, ServerProfile server, List<Identity> others) {
        AccessDrawing drawing = new AccessDrawing();
        NodeId end = drawing.identity(target);
        drawing.mark(end, Trait.START);
        Set<ObjectId> direct = new HashSet<>();
        for (Subject subject : policy.subjects()) {
            List<Grant> own = policy.rulesOf(subject);
            List<Grant> all = policy.allRulesFor(Identity.of(subject).userInfo());
            ImpersonationEdges edges = new ImpersonationEdges(drawing, all, server);
            if (edges.drawTo(target, end, drawing, subject, own)) {
                direct.add(ObjectId.of(subject));
            }
        }
        List<Identity> further =
                others.stream().filter(other -> !direct.contains(other.id())).toList();
        drawOthers(drawing, end, target, further);
        return drawing.graph();
    }

    /// Who may impersonate somebody at once, for some requests or for all. Reads the rules of every subject of a
    /// binding.
    public static List<Identity> impersonators(Identity target, Policy policy, ServerProfile server) {
        AccessDrawing unseen = new AccessDrawing();
        NodeId end = unseen.identity(target);
        List<Identity> found = new ArrayList<>();
        for (Subject subject : policy.subjects()) {
            List<Grant> all = policy.allRulesFor(Identity.of(subject).userInfo());
            if (new ImpersonationEdges(unseen, all, server)
                    .drawTo(target, end, unseen, subject, policy.rulesOf(subject))) {
                found.add(Identity.of(subject));
            }
        }
        return found;
    }

    // Many would hide the few that may become it at once.
    private static void drawOthers(AccessDrawing drawing, NodeId end, Identity target, List<Identity> others) {
        String note = "Reaches " + target.displayName() + " by further steps";
        if (others.size() > MAX_OTHERS) {
            String names = others.stream().map(Identity::displayName).collect(Collectors.joining(", "));
            NodeId all = drawing.add(new AccessNode(
                    new NodeId.Others(end, others),
                    Kind.ANYONE,
                    others.size() + " others",
                    "Through further steps",
                    Set.of(),
                    names));
            drawing.link(all, end, AccessEdge.Kind.TECHNIQUE, "", note, List.of());
            return;
        }
        others.forEach(
                other -> drawing.link(drawing.identity(other), end, AccessEdge.Kind.TECHNIQUE, "", note, List.of()));
    }

    /// One way, step by step: a hold, the rules it uses, the technique, and what it gives.
    public static AccessGraph of(Derivation derivation) {
        AccessDrawing drawing = new AccessDrawing();
        NodeId root = drawing.identity(derivation.from());
        drawing.mark(root, Trait.START);
        EquallyGood none = new EquallyGood(new Catalogue(List.of()), ServerProfile.UNKNOWN, List.of());
        new StepEdges(drawing, root, List.of(), none, derivation.steps()).draw();
        return drawing.graph();
    }

    /// The same with those that some nodes for any name stand for, as far as they are known.
    ///
    /// @param any   texts of the ids of such nodes
    /// @param known identities that the cluster knows
    public AccessGraph opened(Set<String> any, List<Identity> known) {
        AccessDrawing drawing = new AccessDrawing();
        graph.vertexSet().forEach(drawing::add);
        for (AccessEdge edge : graph.edgeSet()) {
            drawing.link(
                    graph.getEdgeSource(edge).id(),
                    graph.getEdgeTarget(edge).id(),
                    edge.kind(),
                    edge.label(),
                    edge.note(),
                    edge.grants(),
                    edge.technique(),
                    edge.step());
        }
        graph.vertexSet().stream()
                .filter(node -> any.contains(node.id().text()))
                .forEach(node -> known.stream()
                        .filter(node::standsFor)
                        .filter(who -> node(who)
                                .filter(drawn -> drawn.traits().contains(Trait.START))
                                .isEmpty())
                        .forEach(who -> drawing.link(
                                node.id(),
                                drawing.identity(who),
                                comingTo(node),
                                "",
                                who.displayName() + " is one of them",
                                List.of())));
        return drawing.graph();
    }

    private AccessEdge.Kind comingTo(AccessNode node) {
        return graph.incomingEdgesOf(node).stream()
                .map(AccessEdge::kind)
                .findFirst()
                .orElse(AccessEdge.Kind.LEGACY);
    }

    private Optional<AccessNode> node(Identity who) {
        NodeId id = NodeId.of(who.id());
        return graph.vertexSet().stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /// The node whose id has that text.
    public Optional<AccessNode> node(String id) {
        return graph.vertexSet().stream()
                .filter(node -> node.id().text().equals(id))
                .findFirst();
    }

    /// The edge with that id.
    public Optional<AccessEdge> edge(String id) {
        return graph.edgeSet().stream().filter(edge -> edge.id().equals(id)).findFirst();
    }

    /// The edge by which a step comes to what it gives.
    public Optional<AccessEdge> edge(Step step) {
        return graph.edgeSet().stream()
                .filter(edge -> edge.step().equals(Optional.of(step)))
                .reduce((first, last) -> last);
    }

    /// Where a graph of one way leads.
    public Optional<AccessNode> end() {
        return graph.vertexSet().stream()
                .filter(node -> graph.outDegreeOf(node) == 0)
                .reduce((first, last) -> last);
    }

    /// The nodes of one kind.
    public List<AccessNode> nodes(Kind kind) {
        List<AccessNode> found = new ArrayList<>();
        graph.vertexSet().stream().filter(node -> node.kind() == kind).forEach(found::add);
        return found;
    }
}
