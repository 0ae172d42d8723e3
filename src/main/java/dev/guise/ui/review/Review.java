package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.Catalogue;
import dev.guise.escalation.Escalation;
import dev.guise.rbac.Policy;

/// A cluster and what answers questions about it. Immutable from outside and safe for several threads.
///
/// @param snapshot   the cluster
/// @param policy     its roles and bindings
/// @param escalation what one identity can turn into
/// @param objects    everything that can be selected
public record Review(ClusterSnapshot snapshot, Policy policy, Escalation escalation, ObjectIndex objects) {

    /// Builds the indexes: tens of milliseconds for most clusters, so not on the window's thread.
    public static Review of(ClusterSnapshot snapshot) {
        Policy policy = Policy.of(snapshot.rbac());
        Escalation escalation = Escalation.of(snapshot, policy, Catalogue.bundled());
        return new Review(snapshot, policy, escalation, new ObjectIndex(snapshot, escalation));
    }
}
