package dev.guise.findings;

import dev.guise.rbac.Grant;

/// Which grant it is, by names: much cheaper to compare than the grant with all its rules and subjects.
///
/// @param binding the binding's kind and qualified name
/// @param subject index of the subject, or `-1` for all of them
/// @param rule    index of the rule
record GrantKey(String binding, int subject, int rule) {

    static GrantKey of(Grant grant) {
        return new GrantKey(binding(grant), grant.subjectIndex(), grant.ruleIndex());
    }

    /// The rule as the binding gives it to whomever it names.
    static GrantKey forAll(Grant grant) {
        return new GrantKey(binding(grant), -1, grant.ruleIndex());
    }

    private static String binding(Grant grant) {
        return grant.binding().kind() + " " + grant.binding().meta().qualifiedName();
    }
}
