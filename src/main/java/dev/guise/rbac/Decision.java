package dev.guise.rbac;

import java.util.List;

/// What was decided of a request. RBAC never denies: it allows, or has no opinion, which refuses a request when no
/// other authorizer allows it.
public sealed interface Decision permits Decision.Allowed, Decision.Superuser, Decision.NoOpinion {

    /// Whether the request goes on.
    boolean isAllowed();

    /// The reason, in the words of the API server where it gives one.
    String reason();

    /// Allowed by a rule.
    ///
    /// @param grant the binding, subject, role and rule
    record Allowed(Grant grant) implements Decision {
        @Override
        public boolean isAllowed() {
            return true;
        }

        @Override
        public String reason() {
            return "RBAC: allowed by " + grant.describe();
        }
    }

    /// Allowed because the user is a member of [Rbac#MASTERS]; RBAC was not asked.
    record Superuser() implements Decision {
        @Override
        public boolean isAllowed() {
            return true;
        }

        @Override
        public String reason() {
            return "allowed before RBAC: member of " + Rbac.MASTERS;
        }
    }

    /// No rule allows it.
    ///
    /// @param policy     the policy that was asked
    /// @param user       who asked
    /// @param attributes for what
    record NoOpinion(Policy policy, UserInfo user, Attributes attributes) implements Decision {
        @Override
        public boolean isAllowed() {
            return false;
        }

        @Override
        public String reason() {
            return "no rule allows " + attributes.describe();
        }

        /// The rules that hold for the user where the request is, and the part on which each refused it. Computed when
        /// asked for, in time linear in those rules.
        public List<Considered> considered() {
            String namespace = attributes instanceof ResourceAttributes a ? a.namespace() : "";
            return policy.rulesFor(user, namespace).stream()
                    .map(grant -> new Considered(grant, RuleMatching.refusingPart(grant.rule(), attributes)))
                    .toList();
        }
    }

    /// A rule that was looked at and did not allow the request.
    record Considered(Grant grant, RuleMatching.Part refusedBy) {}
}
