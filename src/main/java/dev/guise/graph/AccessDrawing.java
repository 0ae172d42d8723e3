package dev.guise.graph;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation.HoldKind;
import dev.guise.escalation.question.Derivation.HoldView;
import dev.guise.escalation.question.GrantWords;
import dev.guise.escalation.question.RuleWords;
import dev.guise.escalation.question.Sentences;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.graph.AccessNode.Trait;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.graph.DirectedMultigraph;

/// Puts a graph together. Adding the same thing twice changes nothing; traits add up.
final class AccessDrawing {
    private static final String MORE = "grants:";

    private final Map<String, AccessNode> nodes = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    private record Line(String from, String to, AccessEdge edge) {}

    /// The graph so far. Linear in its size.
    AccessGraph graph() {
        DirectedMultigraph<AccessNode, AccessEdge> graph = new DirectedMultigraph<>(AccessEdge.class);
        nodes.values().forEach(graph::addVertex);
        for (Line line : lines.values()) {
            graph.addEdge(nodes.get(line.from), nodes.get(line.to), line.edge);
        }
        return new AccessGraph(graph);
    }

    boolean has(String id) {
        return nodes.containsKey(id);
    }

    String add(AccessNode node) {
        nodes.putIfAbsent(node.id(), node);
        return node.id();
    }

    void mark(String id, Trait trait) {
        nodes.computeIfPresent(id, (key, node) -> {
            Set<Trait> traits = EnumSet.of(trait);
            traits.addAll(node.traits());
            return new AccessNode(id, node.kind(), node.title(), node.subtitle(), traits, node.note());
        });
    }

    /// Adds an edge, unless there is one of that kind between the two already or it would lead back to its start.
    void link(String from, String to, AccessEdge.Kind kind, String label, String note, List<Grant> grants) {
        link(from, to, kind, label, note, grants, "");
    }

    void link(
            String from,
            String to,
            AccessEdge.Kind kind,
            String label,
            String note,
            List<Grant> grants,
            String technique) {
        if (from.equals(to)) {
            return;
        }
        String id = kind + "|" + from + "|" + to;
        lines.putIfAbsent(id, new Line(from, to, new AccessEdge(id, kind, label, note, grants, technique)));
    }

    String identity(Identity identity) {
        return identity.userName().isEmpty()
                ? subject(Subject.group(identity.groups().getFirst()))
                : subject(Subject.ofUserName(identity.userName()));
    }

    String subject(Subject subject) {
        String id = AccessNode.idOf(subject);
        boolean node = id.startsWith("node:");
        Kind kind = switch (subject.kind()) {
            case GROUP -> Kind.GROUP;
            case SERVICE_ACCOUNT -> Kind.SERVICE_ACCOUNT;
            case USER -> node ? Kind.NODE : Kind.USER;
        };
        String title =
                node ? NodeName.parse(subject.name()).map(NodeName::name).orElse(subject.name()) : subject.name();
        boolean masters = subject.kind() == SubjectKind.GROUP && subject.name().equals(Rbac.MASTERS);
        Set<Trait> traits = masters ? Set.of(Trait.DANGEROUS) : Set.of();
        String where = switch (kind) {
            case SERVICE_ACCOUNT -> "Account in " + subject.namespace();
            case GROUP -> "Group";
            case NODE -> "Node";
            default -> "User";
        };
        return add(new AccessNode(id, kind, title, where, traits, GrantWords.of(subject)));
    }

    String binding(Binding binding) {
        String where = binding.namespace().isEmpty() ? "everywhere" : "in " + binding.namespace();
        return add(new AccessNode(
                AccessNode.idOf(binding),
                Kind.BINDING,
                binding.name(),
                binding.kind() + (binding.namespace().isEmpty() ? "" : " " + where),
                builtIn(binding.meta().isBootstrap()),
                binding.kind() + " " + binding.name() + " grants " + where));
    }

    String role(RoleObject role) {
        int count = role.rules().size();
        return add(new AccessNode(
                AccessNode.idOf(role),
                Kind.ROLE,
                role.name(),
                role.kind().kind() + ", " + count + (count == 1 ? " rule" : " rules"),
                builtIn(role.meta().isBootstrap()),
                role.kind().kind() + " " + role.meta().qualifiedName()));
    }

    private String rule(RoleObject role, int index, List<ResourceAttributes> asked) {
        return add(new AccessNode(
                AccessNode.idOf(role, index),
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
    String chain(String subject, Grant grant, List<ResourceAttributes> asked) {
        String role = toRole(subject, grant);
        String rule = rule(grant.role(), grant.ruleIndex(), asked);
        link(role, rule, AccessEdge.Kind.CONTAINS, "", "", List.of(grant));
        return rule;
    }

    /// From a subject by its binding to the role of a grant.
    String toRole(String subject, Grant grant) {
        String binding = binding(grant.binding());
        String role = role(grant.role());
        link(subject, binding, AccessEdge.Kind.BINDS, "", "", List.of(grant));
        link(binding, role, AccessEdge.Kind.REFERS, "", "", List.of(grant));
        return role;
    }

    /// A node for grants that are only counted.
    void more(String subject, int count) {
        String node = add(new AccessNode(
                MORE + subject,
                Kind.MORE,
                "+" + count + (count == 1 ? " more grant" : " more grants"),
                "Lead to nobody else",
                Set.of(),
                count + (count == 1 ? " grant" : " grants")
                        + " of everybody that lead to nobody else; press Enter to open"));
        link(subject, node, AccessEdge.Kind.BINDS, "", "", List.of());
    }

    /// A hold of a derivation. Somebody's credential and acting as somebody are the same node.
    String hold(HoldView hold) {
        return switch (hold.kind()) {
            case CREDENTIAL, ACTING, ACTING_WITHIN -> holder(hold);
            case NODE ->
                add(new AccessNode(
                        "machine:" + hold.name(),
                        Kind.NODE,
                        hold.name(),
                        "Root on it",
                        Set.of(Trait.DANGEROUS),
                        hold.words()));
            case CONTROL -> goal(hold.words());
            case PERMISSION, ABILITY -> other(hold);
        };
    }

    private String holder(HoldView hold) {
        String name = hold.name();
        if (name.startsWith(Sentences.GROUP)) {
            return subject(Subject.group(name.substring(Sentences.GROUP.length())));
        }
        int with = name.indexOf(" with ");
        return with < 0
                ? subject(Subject.ofUserName(name))
                : add(new AccessNode(
                        "hold:" + name,
                        Kind.USER,
                        name.substring(0, with),
                        name.substring(with + 1),
                        Set.of(),
                        hold.words()));
    }

    private String other(HoldView hold) {
        for (Goal goal : Goal.values()) {
            if (hold.words().equals(Sentences.view(goal.fact()).words())) {
                return goal(goal);
            }
        }
        String id = "hold:" + hold.words();
        if (hold.kind() != HoldKind.PERMISSION) {
            return add(
                    new AccessNode(id, Kind.HOLD, upper(hold.words()), "Gained", Set.of(), "Gained: " + hold.words()));
        }
        int in = hold.words().lastIndexOf(" in ");
        String where = in < 0 ? "everywhere" : hold.words().substring(in + 1);
        String title = hold.name().equals("*") ? "Any permission" : hold.name();
        return add(new AccessNode(id, Kind.ROLE, title, "Role gained " + where, Set.of(), "Gained: " + hold.words()));
    }

    String goal(Goal goal) {
        return add(new AccessNode(
                "goal:" + goal.id(), Kind.GOAL, goal.title(), "Goal", Set.of(Trait.DANGEROUS), goal.meaning()));
    }

    private String goal(String words) {
        Map<String, Goal> byWords = new HashMap<>();
        for (Goal goal : Goal.values()) {
            byWords.put(Sentences.view(goal.fact()).words(), goal);
        }
        Goal goal = byWords.get(words);
        return goal != null
                ? goal(goal)
                : add(new AccessNode("hold:" + words, Kind.HOLD, upper(words), "Gained", Set.of(), words));
    }

    private static String upper(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
