package dev.guise.rbac;

import java.util.List;

/// A Role: rules that a RoleBinding of the same namespace can grant.
public record Role(ObjectMeta meta, List<PolicyRule> rules) implements RoleObject {
    public Role {
        rules = List.copyOf(rules);
    }

    @Override
    public RoleKind kind() {
        return RoleKind.ROLE;
    }
}
