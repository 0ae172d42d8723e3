package dev.guise.draft;

import dev.guise.rbac.Subject;
import java.util.Collection;
import java.util.Optional;

/// Something that was wanted and that RBAC cannot say, or something that a person should know before applying a draft.
///
/// @param topic   what it is about, for those who say the same elsewhere
/// @param about   whom it is about; empty where that is nobody in particular
/// @param what    what cannot be said, in one sentence
/// @param nearest what the draft does instead, or what would have to be done; may be empty
public record Limitation(Topic topic, Optional<Subject> about, String what, String nearest) {

    /// What a limitation is about.
    public enum Topic {
        /// Names that look like patterns.
        PATTERNS,
        OTHER
    }

    public Limitation(String what, String nearest) {
        this(Topic.OTHER, Optional.empty(), what, nearest);
    }

    /// One about somebody who impersonates.
    static Limitation of(Subject about, String what, String nearest) {
        return new Limitation(Topic.OTHER, Optional.of(about), what, nearest);
    }

    /// Names were written as patterns.
    static Limitation patterns(Collection<String> names) {
        return new Limitation(
                Topic.PATTERNS,
                Optional.empty(),
                "RBAC has no patterns in names: " + String.join(", ", names)
                        + " matches only an identity with exactly that name.",
                "List the names one by one, or allow any name.");
    }

    /// That a part of the evidence was not read.
    public static final Limitation PARTIAL_EVIDENCE = new Limitation(
            "Part of the audit logs was not read, so Guise drafts nothing from them: the permissions needed by that"
                    + " part would be missing.",
            "Read complete logs; their summary shows what was not read and why.");

    /// That it is not chosen yet what impersonation is for.
    public static final Limitation NO_ACTIONS = new Limitation(
            "Constrained impersonation needs actions as well as identities: without them it grants nothing.",
            "Choose the allowed actions. Load an audit log to see which actions are used.");
}
