package dev.guise.draft;

/// Something that was wanted and that RBAC cannot say, or something that a person should know before applying a draft.
///
/// @param what    what cannot be said, in one sentence
/// @param nearest what the draft does instead, or what would have to be done; may be empty
public record Limitation(String what, String nearest) {
    /// How the one about patterns begins.
    public static final String NO_PATTERNS = "RBAC has no patterns in names";

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
