package dev.guise.graph;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.CutElement;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.util.Optional;
import java.util.Set;

/// A node of a graph of who may become whom. The same thing has the same id in every graph of a cluster.
///
/// @param id       unique within a graph
/// @param kind     what it stands for
/// @param title    a few words
/// @param subtitle a few more; may be empty
/// @param traits   what is said of it besides
/// @param note     all of it in words; may be empty
public record AccessNode(String id, Kind kind, String title, String subtitle, Set<Trait> traits, String note) {

    private static final String GRANT = "grant:";

    /// Before what the ids of all begin with that a node for any name stands for.
    static final String ANY = "any:";

    /// Before the id of whom those become for whom a node stands.
    static final String OTHERS = "others:";

    public AccessNode {
        traits = Set.copyOf(traits);
    }

    /// What a node stands for.
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
        /// Grants that are only counted; see [AccessGraph.Everybodys].
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

    /// Whether it stands for any name of a kind, an identity's among them.
    public boolean standsFor(Identity identity) {
        return ObjectId.parse(id)
                .filter(known -> known instanceof ObjectId.Any any && any.covers(identity.id()))
                .isPresent();
    }

    /// The id of the identity that those become, by further steps, for whom it stands; empty for any other node. Its
    /// note has their names.
    public Optional<String> othersOf() {
        return id.startsWith(OTHERS) ? Optional.of(id.substring(OTHERS.length())) : Optional.empty();
    }

    /// Whether it stands for a grant that is gone once something is taken away.
    public boolean isCutBy(CutElement element) {
        return switch (element) {
            case CutElement.SubjectEntry entry ->
                id.equals(idOf(entry.binding())) || id.startsWith(GRANT + idOf(entry.binding()) + ">");
            case CutElement.RoleRule rule -> {
                String own = idOf(rule.role(), rule.ruleIndex());
                yield id.equals(own) || (id.startsWith(GRANT) && id.endsWith(">" + own));
            }
        };
    }

    /// The id of a grant that is drawn as one node with its rule.
    static String idOf(Grant grant) {
        return GRANT + idOf(grant.binding()) + ">" + idOf(grant.role(), grant.ruleIndex());
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
