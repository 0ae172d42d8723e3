package dev.guise.rbac;

import java.util.List;

/// What the API server says to someone who writes a role or a binding.
public sealed interface WriteReview permits WriteReview.Allowed, WriteReview.Forbidden, WriteReview.Escalation {

    /// The write goes through.
    ///
    /// @param write what allows the write itself
    /// @param grant why escalation prevention lets it pass
    record Allowed(Decision write, Passed grant) implements WriteReview {}

    /// Not even the write is allowed.
    record Forbidden(Decision write) implements WriteReview {}

    /// The write would be allowed, but gives more than the writer has.
    ///
    /// @param missing the permissions missing, put together as the server does; empty when the role does not exist
    /// @param message the server's message
    record Escalation(List<PolicyRule> missing, String message) implements WriteReview {}

    /// How escalation prevention was passed.
    sealed interface Passed {
        /// The writer is a member of [Rbac#MASTERS].
        record Superuser() implements Passed {}

        /// The writer has the verb `escalate` on the role, or `bind` on the role referred to.
        record ByVerb(Decision decision) implements Passed {}

        /// The writer already holds every rule.
        record HeldRules() implements Passed {}
    }
}
