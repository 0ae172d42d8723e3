package dev.guise.rbac;

/// What a binding refers to. The API group is always [Rbac#GROUP]: the API server accepts no other.
///
/// @param kind a RoleBinding may refer to either kind, a ClusterRoleBinding only to a ClusterRole
/// @param name the role's name; a Role is looked for in the binding's own namespace
public record RoleRef(RoleKind kind, String name) {

    /// A reference to a Role in the binding's namespace.
    public static RoleRef role(String name) {
        return new RoleRef(RoleKind.ROLE, name);
    }

    /// A reference to a ClusterRole.
    public static RoleRef clusterRole(String name) {
        return new RoleRef(RoleKind.CLUSTER_ROLE, name);
    }
}
