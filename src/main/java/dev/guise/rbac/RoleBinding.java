package dev.guise.rbac;

import java.util.List;

/// A RoleBinding: grants a Role of its namespace, or a ClusterRole's rules in its namespace only.
public record RoleBinding(ObjectMeta meta, RoleRef roleRef, List<Subject> subjects) implements Binding {
    public RoleBinding {
        subjects = subjects.stream()
                .map(subject -> inNamespace(subject, meta.namespace()))
                .toList();
    }

    /// A service account without namespace is one of the binding's own.
    private static Subject inNamespace(Subject subject, String namespace) {
        boolean fillIn = subject.kind() == SubjectKind.SERVICE_ACCOUNT
                && subject.namespace().isEmpty();
        return fillIn ? Subject.serviceAccount(namespace, subject.name()) : subject;
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
