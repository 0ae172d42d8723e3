package dev.guise.rbac;

import java.util.List;

/// A ClusterRoleBinding: grants a ClusterRole in every namespace and at cluster scope.
public record ClusterRoleBinding(ObjectMeta meta, RoleRef roleRef, List<Subject> subjects) implements Binding {
    public ClusterRoleBinding {
        subjects = List.copyOf(subjects);
    }

    /// Always `""`: a namespace written in a manifest means nothing here, and the server drops it.
    @Override
    public String namespace() {
        return "";
    }

    @Override
    public String kind() {
        return "ClusterRoleBinding";
    }

    @Override
    public String resource() {
        return "clusterrolebindings";
    }
}
