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
                        + " stands for nobody who is not called just that.",
                "List the names one by one, or allow any.");
    }

    /// That a part of the evidence was not read.
    public static final Limitation PARTIAL_EVIDENCE = new Limitation(
            "A part of the audit logs was not read, so nothing is drafted from them: what that part needs would be"
                    + " missing.",
            "Read logs that are whole; what was not read, and why, stands beside their counts.");

    /// That it is not chosen yet what impersonation is for.
    public static final Limitation NO_ACTIONS = new Limitation(
            "Constrained impersonation needs actions as well as identities: without them it grants nothing.",
            "Choose what may be done. An audit log, read as evidence, tells what is.");
}
