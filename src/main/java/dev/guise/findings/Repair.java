package dev.guise.findings;

/// What a draft can do about a finding. A kind declares it; `dev.guise.draft` makes the drafts.
public enum Repair {
    /// Nothing: RBAC cannot mend it.
    NONE,
    /// The binding goes.
    DELETE_BINDING,
    /// The subject leaves the binding.
    REMOVE_SUBJECT,
    /// The rule names those who are known, instead of anybody.
    NAME_TARGETS,
    /// The rule names the nodes that there are.
    NAME_NODES,
    /// The group `system:masters` leaves the rule.
    LEAVE_OUT_MASTERS,
    /// Each tenant gets a role and an account of its own.
    SPLIT_BY_TENANT,
    /// A role that says both whom and what for goes to an account of its own.
    SEPARATE_PAIRS,
    /// The subject loses impersonation, or else the rule.
    REMOVE_IMPERSONATION,
    /// Impersonation of named identities becomes constrained; a rule of anything else goes.
    CONSTRAIN,
    /// Accounts written by their user names get a Role with their bare names, in their namespaces.
    WRITE_ACCOUNT_NAMES,
    /// The rule becomes what was meant, as the check of drafts would correct it; where nothing is known, it goes.
    CORRECT_RULE,
    /// The rule that was missing when a request was refused.
    ALLOW_WHAT_WAS_REFUSED
}
