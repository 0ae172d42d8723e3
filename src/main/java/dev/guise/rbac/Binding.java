package dev.guise.rbac;

import java.util.List;

/// A RoleBinding or a ClusterRoleBinding.
public sealed interface Binding permits RoleBinding, ClusterRoleBinding {

    ObjectMeta meta();

    RoleRef roleRef();

    List<Subject> subjects();

    /// The `kind` in manifests.
    String kind();

    /// The resource in requests.
    String resource();

    default String name() {
        return meta().name();
    }

    /// The namespace in which the rules are granted, `""` for a ClusterRoleBinding, which grants them everywhere.
    default String namespace() {
        return meta().namespace();
    }
}
