package dev.guise.escalation.engine;

import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleGrant;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.stream.IntStream;

/// Grants that do not exist yet: those of bindings that the attacker would make.
public final class GainedGrants {
    /// Not a name that a real object can have, so that such a binding is never taken for one.
    static final String BINDING_NAME = "(bound by the attacker)";

    private static final PolicyRule ANYTHING = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));

    private GainedGrants() {}

    /// The grants of all rules of a role bound in a scope, `""` for everywhere. All have one binding.
    static List<Grant> grants(RoleObject role, String scope) {
        RoleGrant grant = role(role, scope);
        return IntStream.range(0, role.rules().size()).mapToObj(grant::rule).toList();
    }

    /// A role bound in a scope.
    static RoleGrant role(RoleObject role, String scope) {
        RoleRef ref = new RoleRef(role.kind(), role.name());
        List<Subject> subjects = List.of(Subject.user(BINDING_NAME));
        Binding binding = scope.isEmpty()
                ? new ClusterRoleBinding(ObjectMeta.cluster(BINDING_NAME), ref, subjects)
                : new RoleBinding(ObjectMeta.namespaced(scope, BINDING_NAME), ref, subjects);
        return new RoleGrant(binding, 0, role);
    }

    /// Any permission in a namespace.
    static List<Grant> anything(String namespace) {
        return grants(
                new Role(ObjectMeta.namespaced(namespace, "(written by the attacker)"), List.of(ANYTHING)), namespace);
    }

    /// Whether a grant is one of these.
    public static boolean isGained(Grant grant) {
        return grant.binding().name().equals(BINDING_NAME);
    }
}
