package dev.guise.graph;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.graph.AccessNode.Trait;
import dev.guise.rbac.Binding;
import dev.guise.rbac.GoFormat;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.words.GrantWords;
import dev.guise.words.RuleWords;
import dev.guise.words.StepWords;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.graph.DirectedMultigraph;

/// Puts a graph together. Adding the same thing twice changes nothing; traits add up.
final class AccessDrawing {
    private final Map<NodeId, AccessNode> nodes = new LinkedHashMap<>();
    private final Map<Ends, Line> lines = new LinkedHashMap<>();

    private record Ends(NodeId from, NodeId to, AccessEdge.Kind kind) {
        String id() {
            return kind + "|" + GoFormat.quoted(from.text()) + "|" + to.text();
        }
    }

    private record Line(NodeId from, NodeId to, AccessEdge edge) {}

    /// The graph so far. Linear in its size.
    AccessGraph graph() {
        DirectedMultigraph<AccessNode, AccessEdge> graph = new DirectedMultigraph<>(AccessEdge.class);
        nodes.values().forEach(graph::addVertex);
        for (Line line : lines.values()) {
            graph.addEdge(nodes.get(line.from), nodes.get(line.to), line.edge);
        }
        return new AccessGraph(graph);
    }

    boolean has(NodeId id) {
        return nodes.containsKey(id);
    }

    NodeId add(AccessNode node) {
        nodes.putIfAbsent(node.id(), node);
        return node.id();
    }

    void mark(NodeId id, Trait trait) {
        nodes.computeIfPresent(id, (key, node) -> {
            Set<Trait> traits = EnumSet.of(trait);
            traits.addAll(node.traits());
            return new AccessNode(id, node.kind(), node.title(), node.subtitle(), traits, node.note());
        });
    }

    /// Adds an edge, unless there is one of that kind between the two already or it would lead back to its start.
    void link(NodeId from, NodeId to, AccessEdge.Kind kind, String label, String note, List<Grant> grants) {
        link(from, to, kind, label, note, grants, "");
    }

    void link(
            NodeId from,
            NodeId to,
            AccessEdge.Kind kind,
            String label,
            String note,
            List<Grant> grants,
            String technique) {
        link(from, to, kind, label, note, grants, technique, Optional.empty());
    }

    void link(
            NodeId from,
            NodeId to,
            AccessEdge.Kind kind,
            String label,
            String note,
            List<Grant> grants,
            String technique,
            Optional<Step> step) {
        if (from.equals(to)) {
            return;
        }
        Ends ends = new Ends(from, to, kind);
        lines.putIfAbsent(
                ends, new Line(from, to, new AccessEdge(ends.id(), kind, label, note, grants, technique, step)));
    }

    /// An edge by which a step is taken.
    void link(NodeId from, NodeId to, AccessEdge.Kind kind, List<Grant> grants, Step step) {
        link(from, to, kind, "", StepWords.of(step), grants, step.technique(), Optional.of(step));
    }

    NodeId identity(Identity identity) {
        return identity.userName().isEmpty()
                ? subject(Subject.group(identity.groups().getFirst()))
                : subject(Subject.ofUserName(identity.userName()));
    }

    NodeId subject(Subject subject) {
        ObjectId.Identity id = ObjectId.of(subject);
        boolean node = id instanceof ObjectId.Node;
        Kind kind = switch (subject.kind()) {
            case GROUP -> Kind.GROUP;
            case SERVICE_ACCOUNT -> Kind.SERVICE_ACCOUNT;
            case USER -> node ? Kind.NODE : Kind.USER;
        };
        String title = node ? id.name() : subject.name();
        boolean masters = subject.kind() == SubjectKind.GROUP && subject.name().equals(Rbac.MASTERS);
        Set<Trait> traits = masters ? Set.of(Trait.DANGEROUS) : Set.of();
        String where = switch (kind) {
            case SERVICE_ACCOUNT -> "Account in " + subject.namespace();
            case GROUP -> "Group";
            case NODE -> "Node";
            default -> "User";
        };
        return add(new AccessNode(NodeId.of(id), kind, title, where, traits, GrantWords.of(subject)));
    }

    NodeId binding(Binding binding) {
        String where = binding.namespace().isEmpty() ? "everywhere" : "in " + binding.namespace();
        return add(new AccessNode(
                NodeId.of(ObjectId.of(binding)),
                Kind.BINDING,
                binding.name(),
                binding.kind() + (binding.namespace().isEmpty() ? "" : " " + where),
                builtIn(binding.meta().isBootstrap()),
                binding.kind() + " " + binding.name() + " grants " + where));
    }

    NodeId role(RoleObject role) {
        int count = role.rules().size();
        return add(new AccessNode(
                NodeId.of(ObjectId.of(role)),
                Kind.ROLE,
                role.name(),
                role.kind().kind() + ", " + count + (count == 1 ? " rule" : " rules"),
                builtIn(role.meta().isBootstrap()),
                role.kind().kind() + " " + role.meta().qualifiedName()));
    }

    private NodeId rule(RoleObject role, int index, List<ResourceAttributes> asked) {
        return add(new AccessNode(
                NodeId.of(new ObjectId.Rule(ObjectId.of(role), index)),
                Kind.RULE,
                RuleWords.of(role.rules().get(index), asked),
                "Rule " + (index + 1) + " of " + role.name(),
                Set.of(),
                RuleWords.all(role.rules().get(index))));
    }

    private static Set<Trait> builtIn(boolean bootstrap) {
        return bootstrap ? Set.of(Trait.BUILT_IN) : Set.of();
    }

    /// From a subject by its binding and role to the rule of a grant.
    ///
    /// @param asked what is asked for by that rule: its name begins with that
    NodeId chain(NodeId subject, Grant grant, List<ResourceAttributes> asked) {
        NodeId role = toRole(subject, grant);
        NodeId rule = rule(grant.role(), grant.ruleIndex(), asked);
        link(role, rule, AccessEdge.Kind.CONTAINS, "", "", List.of(grant));
        return rule;
    }

    /// From a subject by its binding to the role of a grant.
    NodeId toRole(NodeId subject, Grant grant) {
        NodeId binding = binding(grant.binding());
        NodeId role = role(grant.role());
        link(subject, binding, AccessEdge.Kind.BINDS, "", "", List.of(grant));
        link(binding, role, AccessEdge.Kind.REFERS, "", "", List.of(grant));
        return role;
    }

    /// A node for grants that are only counted.
    void more(NodeId subject, int count) {
        NodeId node = add(new AccessNode(
                new NodeId.MoreGrants(subject),
                Kind.MORE,
                "+" + count + (count == 1 ? " more grant" : " more grants"),
                "Shared; none leads further",
                Set.of(),
                count + (count == 1 ? " grant" : " grants")
                        + " shared by all authenticated users; none leads further"));
        link(subject, node, AccessEdge.Kind.BINDS, "", "", List.of());
    }

    /// A hold of a path. Somebody's credential and acting as somebody are the same node.
    NodeId hold(Fact hold) {
        Optional<Goal> goal = Goal.of(hold);
        if (goal.isPresent()) {
            return goal(goal.get());
        }
        Optional<Identity> holder = hold.holder();
        if (holder.isPresent()) {
            return holder(holder.get(), hold);
        }
        return switch (hold) {
            case Fact.OnNode(String node) ->
                add(new AccessNode(
                        new NodeId.Machine(node),
                        Kind.NODE,
                        node,
                        "Root on it",
                        Set.of(Trait.DANGEROUS),
                        StepWords.of(hold)));
            case Fact.BoundRole role -> gained(hold, role.name(), role.scope());
            case Fact.AnyRule rule -> gained(hold, "Any permission", rule.scope());
            default -> {
                String words = StepWords.of(hold);
                yield add(new AccessNode(
                        new NodeId.Held(hold), Kind.HOLD, upper(words), "Gained", Set.of(), "Gained: " + words));
            }
        };
    }

    private NodeId holder(Identity who, Fact hold) {
        List<String> further = who.furtherGroups();
        return further.isEmpty()
                ? identity(who)
                : add(new AccessNode(
                        new NodeId.OfIdentity(who.plain()),
                        Kind.USER,
                        who.userName(),
                        "with " + String.join(", ", further),
                        Set.of(),
                        StepWords.of(hold)));
    }

    private NodeId gained(Fact hold, String title, String scope) {
        String where = scope.isEmpty() ? "everywhere" : "in " + scope;
        return add(new AccessNode(
                new NodeId.Held(hold),
                Kind.ROLE,
                title,
                "Role gained " + where,
                Set.of(),
                "Gained: " + StepWords.of(hold)));
    }

    NodeId goal(Goal goal) {
        return add(new AccessNode(
                new NodeId.OfGoal(goal), Kind.GOAL, goal.title(), "Goal", Set.of(Trait.DANGEROUS), goal.meaning()));
    }

    private static String upper(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
