package dev.guise.rbac;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The RBAC objects of a cluster: everything that a [Policy] is made of. Each kind is in the order of namespace and
/// name,
/// so that no answer depends on the order in which they were read; of two with one name the later one stays the later.
public record RbacObjects(
        List<Role> roles,
        List<ClusterRole> clusterRoles,
        List<RoleBinding> roleBindings,
        List<ClusterRoleBinding> clusterRoleBindings) {

    /// No objects at all.
    public static final RbacObjects EMPTY = new RbacObjects(List.of(), List.of(), List.of(), List.of());

    public RbacObjects {
        roles = ordered(roles, Role::meta);
        clusterRoles = ordered(clusterRoles, ClusterRole::meta);
        roleBindings = ordered(roleBindings, RoleBinding::meta);
        clusterRoleBindings = ordered(clusterRoleBindings, ClusterRoleBinding::meta);
    }

    private static <T> List<T> ordered(List<T> objects, Function<T, ObjectMeta> meta) {
        return objects.stream()
                .sorted(Comparator.comparing(meta, ObjectMeta.BY_NAME))
                .toList();
    }

    /// The number of objects of all four kinds.
    public int size() {
        return roles.size() + clusterRoles.size() + roleBindings.size() + clusterRoleBindings.size();
    }
}
