package dev.guise.cluster;

import dev.guise.rbac.Aggregation;
import dev.guise.rbac.RbacObjects;
import java.util.Set;

/// Completes what was read of files with what every cluster has whether or not its files have it.
@FunctionalInterface
public interface Assumptions {

    /// Assumes nothing. What no server has seen is filled in all the same: aggregated ClusterRoles.
    Assumptions NONE = (read, unfilled) -> {
        RbacObjects own = read.rbac();
        return read.withRbac(new RbacObjects(
                own.roles(),
                Aggregation.fill(own.clusterRoles(), role -> unfilled.contains(role.name())),
                own.roleBindings(),
                own.clusterRoleBindings()));
    };

    /// The cluster with what was assumed, each assumption with its limit, and with its aggregated ClusterRoles filled
    /// in.
    ///
    /// @param read     what was read, as it is written
    /// @param unfilled the names of the ClusterRoles whose aggregated rules no server has filled in
    ClusterSnapshot complete(ClusterSnapshot read, Set<String> unfilled);
}
