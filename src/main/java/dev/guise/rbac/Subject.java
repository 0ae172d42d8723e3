package dev.guise.rbac;

import java.util.Comparator;
/// One entry of a binding's subjects.
///
/// @param kind      what the subject is
/// @param namespace a service account's namespace; `""` for users and groups. A RoleBinding that leaves it out of a
///                  service account means its own and fills it in; in a ClusterRoleBinding such a subject is nobody
/// @param name      user name, group name, or the service account's bare name

public record Subject(SubjectKind kind, String namespace, String name) {
    /// By kind, namespace and name.
    public static final Comparator<Subject> ORDER = Comparator.comparing(Subject::kind)
            .thenComparing(Subject::namespace)
            .thenComparing(Subject::name);

    public static Subject user(String name) {
        return new Subject(SubjectKind.USER, "", name);
    }

    public static Subject group(String name) {
        return new Subject(SubjectKind.GROUP, "", name);
    }

    public static Subject serviceAccount(String namespace, String name) {
        return new Subject(SubjectKind.SERVICE_ACCOUNT, namespace, name);
    }

    /// The subject that a user name denotes: a service account if it is a valid service account user name.
    public static Subject ofUserName(String userName) {
        return ServiceAccountName.parse(userName)
                .map(account -> serviceAccount(account.namespace(), account.name()))
                .orElseGet(() -> user(userName));
    }

    /// What the subject is called in a request: a service account's full user name, else [#name].
    public String requestName() {
        return kind == SubjectKind.SERVICE_ACCOUNT ? ServiceAccountName.format(namespace, name) : name;
    }

    /// Whether a request by that user is one by this subject.
    public boolean matches(UserInfo user) {
        return switch (kind) {
            case USER -> user.name().equals(name);
            case GROUP -> user.groups().contains(name);
            case SERVICE_ACCOUNT -> !namespace.isEmpty() && user.name().equals(requestName());
        };
    }

    /// Whether no request can ever be one by this subject: a service account without a namespace.
    boolean isNobody() {
        return kind == SubjectKind.SERVICE_ACCOUNT && namespace.isEmpty();
    }

    /// As the API server describes a subject: `User "jane"`, `ServiceAccount "name/namespace"`.
    public String describe() {
        String shown = kind == SubjectKind.SERVICE_ACCOUNT ? name + "/" + namespace : name;
        return kind + " " + GoFormat.quoted(shown);
    }
}
