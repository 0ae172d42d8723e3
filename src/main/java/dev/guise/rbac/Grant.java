package dev.guise.rbac;

/// One rule reaching one subject: the provenance of a permission.
///
/// @param binding      the binding
/// @param subjectIndex which of the binding's subjects
/// @param role         the role it refers to
/// @param ruleIndex    which of the role's rules
public record Grant(Binding binding, int subjectIndex, RoleObject role, int ruleIndex) {

    public Subject subject() {
        return binding.subjects().get(subjectIndex);
    }

    public PolicyRule rule() {
        return role.rules().get(ruleIndex);
    }

    /// Where the rule holds: a namespace, or `""` for everywhere.
    public String namespace() {
        return binding.namespace();
    }

    /// In the words of the API server: `ClusterRoleBinding "b" of ClusterRole "r" to User "u"`.
    ///
    /// Mirrors `clusterRoleBindingDescriber` and `roleBindingDescriber` in `pkg/registry/rbac/validation/rule.go`.
    public String describe() {
        String shown = binding.namespace().isEmpty() ? binding.name() : binding.name() + "/" + binding.namespace();
        return binding.kind() + " " + GoFormat.quoted(shown) + " of " + role.kind() + " " + GoFormat.quoted(role.name())
                + " to " + subject().describe();
    }
}
