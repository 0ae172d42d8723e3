package dev.guise.graph;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.CutElement;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.util.Set;

/// A node of a graph of who may become whom. The same thing has the same id in every graph of a cluster.
///
/// @param id       unique within a graph
/// @param kind     what it represents
/// @param title    a few words
/// @param subtitle a few more; may be empty
/// @param traits   what is said of it besides
/// @param note     all of it in words; may be empty
public record AccessNode(NodeId id, Kind kind, String title, String subtitle, Set<Trait> traits, String note) {

    public AccessNode {
        traits = Set.copyOf(traits);
    }

    /// What a node represents.
    public enum Kind {
        USER,
        GROUP,
        SERVICE_ACCOUNT,
        NODE,
        /// Any user, any group, any service account: a rule without names.
        ANYONE,
        BINDING,
        ROLE,
        RULE,
        TECHNIQUE,
        /// Something held that is no identity: a role gained, Secrets that can be read.
        HOLD,
        GOAL,
        /// Where a grant ends that allows nothing.
        DEAD_END,
        /// Grants that are only counted; see [AccessGraph.SharedGrants].
        MORE
    }

    /// What is said of a node besides its kind.
    public enum Trait {
        START,
        DEAD,
        DANGEROUS,
        /// The API server itself makes it.
        BUILT_IN
    }

    /// Whether it represents any name of a kind, an identity's among them.
    public boolean standsFor(Identity identity) {
        return id instanceof NodeId.OfObject(ObjectId.Any any) && any.covers(identity.id());
    }

    /// Whether it represents a grant that a change removes.
    public boolean isCutBy(CutElement element) {
        return switch (element) {
            case CutElement.SubjectEntry entry -> {
                ObjectId.BindingId binding = ObjectId.of(entry.binding());
                yield id.equals(NodeId.of(binding))
                        || (id instanceof NodeId.OfGrant(ObjectId.BindingId own, ObjectId.Rule ignored)
                                && own.equals(binding));
            }
            case CutElement.RoleRule entry -> {
                ObjectId.Rule rule = new ObjectId.Rule(ObjectId.of(entry.role()), entry.ruleIndex());
                yield id.equals(NodeId.of(rule))
                        || (id instanceof NodeId.OfGrant(ObjectId.BindingId ignored, ObjectId.Rule own)
                                && own.equals(rule));
            }
        };
    }

    /// The id of an identity.
    public static String idOf(Subject subject) {
        return ObjectId.of(subject).text();
    }

    /// The id of an identity; of its group where no user name is known.
    public static String idOf(Identity identity) {
        return identity.id().text();
    }

    /// The id of a binding.
    public static String idOf(Binding binding) {
        return ObjectId.of(binding).text();
    }

    /// The id of a role.
    public static String idOf(RoleObject role) {
        return ObjectId.of(role).text();
    }

    /// The id of a rule of a role.
    public static String idOf(RoleObject role, int ruleIndex) {
        return new ObjectId.Rule(ObjectId.of(role), ruleIndex).text();
    }
}
