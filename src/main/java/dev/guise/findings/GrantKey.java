package dev.guise.findings;

import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;

/// Which grant it is, by names: much cheaper to compare than the grant with all its rules and subjects.
///
/// @param binding which binding
/// @param subject index of the subject, or `-1` for all of them
/// @param rule    index of the rule
record GrantKey(ObjectId.BindingId binding, int subject, int rule) {

    static GrantKey of(Grant grant) {
        return new GrantKey(ObjectId.of(grant.binding()), grant.subjectIndex(), grant.ruleIndex());
    }

    /// The rule as the binding gives it to whomever it names.
    static GrantKey forAll(Grant grant) {
        return new GrantKey(ObjectId.of(grant.binding()), -1, grant.ruleIndex());
    }
}
