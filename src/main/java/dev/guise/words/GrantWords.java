package dev.guise.words;

import dev.guise.rbac.Binding;
import dev.guise.rbac.GoFormat;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;

/// Grants in words for a person. Names are `namespace/name`; the API server's own messages turn them round, see
/// [Grant#describe()].
public final class GrantWords {
    private GrantWords() {}

    /// `RoleBinding "shop/b" of Role "shop/r" to ServiceAccount "ci/runner"`.
    public static String of(Grant grant) {
        return of(grant.binding()) + " of " + of(grant.role()) + " to " + of(grant.subject());
    }

    /// `RoleBinding "shop/b"`.
    public static String of(Binding binding) {
        return binding.kind() + " " + GoFormat.quoted(binding.meta().qualifiedName());
    }

    /// `Role "shop/r"`.
    public static String of(RoleObject role) {
        return role.kind() + " " + GoFormat.quoted(role.meta().qualifiedName());
    }

    /// `ServiceAccount "ci/runner"`.
    public static String of(Subject subject) {
        boolean account = subject.kind() == SubjectKind.SERVICE_ACCOUNT
                && !subject.namespace().isEmpty();
        String name = account ? subject.namespace() + "/" + subject.name() : subject.name();
        return subject.kind() + " " + GoFormat.quoted(name);
    }
}
