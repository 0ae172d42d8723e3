package dev.guise.graph;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.DeadRight;
import dev.guise.rbac.GoFormat;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a node of an [AccessGraph] represents. The same thing has the same id in every graph of a cluster; a value to
/// be
/// compared, whose [#text] is for files and for what is drawn.
public sealed interface NodeId {

    /// An identity, an object, a rule, or any identity of a kind.
    record OfObject(ObjectId object) implements NodeId {}

    /// A grant that is drawn as one node with its rule.
    record OfGrant(ObjectId.BindingId binding, ObjectId.Rule rule) implements NodeId {}

    /// The role that a binding refers to and that does not exist.
    record MissingRole(ObjectId.BindingId binding) implements NodeId {}

    /// Grants of a subject that are only counted.
    record MoreGrants(NodeId subject) implements NodeId {}

    /// Root on a node, which is more than its kubelet's identity.
    record Machine(String node) implements NodeId {}

    /// Somebody with further groups than the cluster gives, by a credential or by impersonation.
    record OfIdentity(Identity who) implements NodeId {}

    /// Something held that is none of the others.
    record Held(Fact fact) implements NodeId {}

    record OfGoal(Goal goal) implements NodeId {}

    /// A technique as it is used.
    ///
    /// @param by the hold that it is used with, empty for what the start holds
    record OfTechnique(String technique, Optional<Fact> by) implements NodeId {}

    /// Where a rule leads to nothing.
    record DeadEnd(ObjectId.Rule rule, DeadRight.Kind kind, String part) implements NodeId {}

    /// Several identities that end up somewhere by further steps.
    record Others(NodeId end, List<Identity> who) implements NodeId {
        public Others {
            who = List.copyOf(who);
        }
    }

    static NodeId of(ObjectId object) {
        return new OfObject(object);
    }

    /// The id of a grant that is drawn as one node with its rule.
    static NodeId of(Grant grant) {
        return new OfGrant(ObjectId.of(grant.binding()), ObjectId.ruleOf(grant));
    }

    /// As text; different for different ids of a graph.
    default String text() {
        return switch (this) {
            case OfObject(ObjectId object) -> object.text();
            case OfGrant(ObjectId.BindingId binding, ObjectId.Rule rule) ->
                "grant:" + GoFormat.quoted(binding.text()) + ">" + rule.text();
            case MissingRole(ObjectId.BindingId binding) -> "missing:" + binding.text();
            case MoreGrants(NodeId subject) -> "grants:" + subject.text();
            case Machine(String node) -> "machine:" + node;
            case OfIdentity(Identity who) -> "hold:" + whole(who);
            case Held(Fact fact) -> "hold:" + text(fact);
            case OfGoal(Goal goal) -> "goal:" + goal.id();
            case OfTechnique(String technique, Optional<Fact> by) ->
                "technique:" + technique + by.map(fact -> "|" + text(fact)).orElse("");
            case DeadEnd(ObjectId.Rule rule, DeadRight.Kind kind, String part) ->
                "dead:" + GoFormat.quoted(rule.text()) + "|" + kind.id() + "|" + part;
            case Others(NodeId end, List<Identity> ignored) -> "others:" + end.text();
        };
    }

    // Names may hold whatever stands between the parts.
    private static String text(Fact fact) {
        return switch (fact) {
            case Fact.BoundRole f -> parts("role", f.kind().kind(), f.roleNamespace(), f.name(), f.scope());
            case Fact.AnyRule f -> parts("any rule", f.scope());
            case Fact.ReadsSecrets f -> parts("secrets", f.namespace());
            case Fact.OnNode f -> parts("root", f.node());
            case Fact.Credential f -> parts("credential", whole(f.who()));
            case Fact.Acting f -> parts("acting", whole(f.who()));
            case Fact.ActingWithin f -> parts("acting within " + f.mode().id(), whole(f.who()), whole(f.by()));
            default -> parts(fact.getClass().getSimpleName(), fact.toString());
        };
    }

    private static String whole(Identity who) {
        return GoFormat.quoted(who.userName())
                + who.groups().stream().map(GoFormat::quoted).collect(Collectors.joining(" ", " ", ""));
    }

    private static String parts(String kind, String... parts) {
        return kind + List.of(parts).stream().map(GoFormat::quoted).collect(Collectors.joining(" ", " ", ""));
    }
}
