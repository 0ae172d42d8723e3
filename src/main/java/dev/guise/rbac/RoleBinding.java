package dev.guise.rbac;

import java.util.List;

/// A RoleBinding: grants a Role of its namespace, or a ClusterRole's rules in its namespace only.
public record RoleBinding(ObjectMeta meta, RoleRef roleRef, List<Subject> subjects) implements Binding {
    public RoleBinding {
        subjects = List.copyOf(subjects);
    }

    @Override
    public String kind() {
        return "RoleBinding";
    }

    @Override
    public String resource() {
        return "rolebindings";
    }
}
