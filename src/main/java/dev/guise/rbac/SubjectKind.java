package dev.guise.rbac;

import java.util.Arrays;
import java.util.Optional;

/// What a binding's subject can be.
public enum SubjectKind {
    USER("User"),
    GROUP("Group"),
    SERVICE_ACCOUNT("ServiceAccount");

    private final String kind;

    SubjectKind(String kind) {
        this.kind = kind;
    }

    /// The `kind` in manifests.
    public String kind() {
        return kind;
    }

    /// The kind with that name in manifests; empty for any other word.
    public static Optional<SubjectKind> of(String kind) {
        return Arrays.stream(values()).filter(k -> k.kind.equals(kind)).findFirst();
    }

    @Override
    public String toString() {
        return kind;
    }
}
