package dev.guise.rbac;

/// A whole role reaching one subject.
///
/// @param binding      the binding
/// @param subjectIndex which of the binding's subjects
/// @param role         the role it refers to
public record RoleGrant(Binding binding, int subjectIndex, RoleObject role) {

    /// The grant of one of its rules.
    public Grant rule(int ruleIndex) {
        return new Grant(binding, subjectIndex, role, ruleIndex);
    }

    /// Where the role holds: a namespace, or `""` for everywhere.
    public String namespace() {
        return binding.namespace();
    }
}
