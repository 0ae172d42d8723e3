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

    /// The same role with other rules.
    default RoleObject withRules(List<PolicyRule> other) {
        return switch (this) {
            case Role role -> new Role(role.meta(), other);
            case ClusterRole role -> new ClusterRole(role.meta(), other, role.aggregation());
        };
    }

    /// The namespace, `""` for a ClusterRole.
    default String namespace() {
        return meta().namespace();
    }
}
