package dev.guise.findings;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.Set;

/// What every cluster has: the API server's own roles as it binds them itself. Somebody else added to one of its
/// bindings is not expected, whatever the binding's name.
final class Expected {
    private static final String SYSTEM = "system:";
    private static final String KUBE_SYSTEM = "kube-system";
    private static final Set<String> EVERYBODY =
            Set.of(Rbac.ANONYMOUS, Rbac.UNAUTHENTICATED, Rbac.AUTHENTICATED, Rbac.SERVICE_ACCOUNTS);

    /// The API server's own roles for everybody: discovery, version and health, and questions about oneself.
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "system:basic-user",
            "system:discovery",
            "system:public-info-viewer",
            "system:service-account-issuer-discovery",
            "kubeadm:bootstrap-signer-clusterinfo");

    private Expected() {}

    static boolean isExpected(Grant grant) {
        return isExpected(grant.binding(), grant.subject());
    }

    static boolean isExpected(Binding binding, Subject subject) {
        if (subject.equals(Subject.group(Rbac.MASTERS))) {
            return true;
        }
        if (EVERYBODY.contains(subject.name())) {
            return FOR_EVERYBODY.contains(binding.roleRef().name());
        }
        boolean own = binding.meta().isBootstrap() || binding.name().startsWith(SYSTEM);
        return own && isOwn(subject);
    }

    private static boolean isOwn(Subject subject) {
        return subject.kind() == SubjectKind.SERVICE_ACCOUNT
                ? subject.namespace().equals(KUBE_SYSTEM)
                : subject.name().startsWith(SYSTEM);
    }
}
