package dev.guise.rbac;

import java.util.List;

/// The RBAC objects of a cluster: everything that a [Policy] is made of.
public record RbacObjects(
        List<Role> roles,
        List<ClusterRole> clusterRoles,
        List<RoleBinding> roleBindings,
        List<ClusterRoleBinding> clusterRoleBindings) {

    /// No objects at all.
    public static final RbacObjects EMPTY = new RbacObjects(List.of(), List.of(), List.of(), List.of());

    public RbacObjects {
        roles = List.copyOf(roles);
        clusterRoles = List.copyOf(clusterRoles);
        roleBindings = List.copyOf(roleBindings);
        clusterRoleBindings = List.copyOf(clusterRoleBindings);
    }

    /// The number of objects of all four kinds.
    public int size() {
        return roles.size() + clusterRoles.size() + roleBindings.size() + clusterRoleBindings.size();
    }
}
