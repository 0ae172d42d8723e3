package dev.guise.rbac;

import java.util.Arrays;
import java.util.Optional;

/// The two kinds of object that hold rules.
public enum RoleKind {
    ROLE("Role", "roles"),
    CLUSTER_ROLE("ClusterRole", "clusterroles");

    private final String kind;
    private final String resource;

    RoleKind(String kind, String resource) {
        this.kind = kind;
        this.resource = resource;
    }

    /// The `kind` in manifests: `Role` or `ClusterRole`.
    public String kind() {
        return kind;
    }

    /// The resource in requests: `roles` or `clusterroles`.
    public String resource() {
        return resource;
    }

    /// The kind with that name in manifests; empty for any other word.
    public static Optional<RoleKind> of(String kind) {
        return Arrays.stream(values()).filter(k -> k.kind.equals(kind)).findFirst();
    }

    @Override
    public String toString() {
        return kind;
    }
}
