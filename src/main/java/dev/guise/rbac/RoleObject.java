package dev.guise.rbac;

import java.util.List;

/// A Role or a ClusterRole.
public sealed interface RoleObject permits Role, ClusterRole {

    ObjectMeta meta();

    List<PolicyRule> rules();

    RoleKind kind();

    default String name() {
        return meta().name();
    }

    /// The namespace, `""` for a ClusterRole.
    default String namespace() {
        return meta().namespace();
    }
}
