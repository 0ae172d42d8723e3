package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;

/// The demo, and questions to it.
final class DemoCluster {
    static final ServerProfile NEW = ServerProfile.ofVersion(1, 36);
    static final ServerProfile OLD = ServerProfile.ofVersion(1, 34);

    private DemoCluster() {}

    static ClusterSnapshot read() {
        try {
            return new DemoSource().read(ReadProgress.NONE);
        } catch (SourceException e) {
            throw new AssertionError(e);
        }
    }

    static Grant grant(ClusterSnapshot snapshot, String binding, Subject subject) {
        ClusterRoleBinding found = snapshot.rbac().clusterRoleBindings().stream()
                .filter(candidate -> candidate.name().equals(binding))
                .findFirst()
                .orElseThrow();
        return new Constrainer(snapshot).grant(subject, found).orElseThrow();
    }

    static Attributes get(String verb, String resource, String namespace, String name) {
        return ResourceAttributes.of(verb, "", resource, namespace, name);
    }

    /// Whether the impersonation filter lets the request in; what the impersonated user may do is another matter.
    static boolean letsIn(
            ClusterSnapshot snapshot, ServerProfile server, Subject requestor, WantedUser wanted, Attributes request) {
        ImpersonationReviewer reviewer = new ImpersonationReviewer(Policy.of(snapshot.rbac()), server);
        return reviewer.review(Identity.of(requestor).userInfo(), wanted, request)
                        .outcome()
                == ImpersonationReview.Outcome.ACCEPTED;
    }
}
