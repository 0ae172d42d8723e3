package dev.guise.findings;

import dev.guise.cluster.defaults.ServersOwn;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.Subject;

/// What every cluster has: the roles of API servers and of kubeadm as they bind them themselves. It is told by what it
/// is, never by a name that begins with `system:` or by a label, which everybody can write.
final class Expected {
    private Expected() {}

    /// Whether the server itself gives that rule to that subject by that binding.
    static boolean isExpected(Grant grant) {
        return isMasters(grant.subject()) || ServersOwn.grants(grant);
    }

    static boolean isExpected(Binding binding, Subject subject) {
        return isMasters(subject) || ServersOwn.binds(binding, subject);
    }

    /// Its members may do everything before any role is asked.
    private static boolean isMasters(Subject subject) {
        return subject.equals(Subject.group(Rbac.MASTERS));
    }
}
