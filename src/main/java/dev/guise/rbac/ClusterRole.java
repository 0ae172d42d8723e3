package dev.guise.rbac;

import java.util.List;

/// A ClusterRole: rules that a ClusterRoleBinding grants everywhere, or a RoleBinding in its namespace.
///
/// @param aggregation selectors whose ClusterRoles make up the rules; empty for a ClusterRole that is not aggregated.
///                    A server's copy has its rules filled in already, see [Aggregation]
public record ClusterRole(ObjectMeta meta, List<PolicyRule> rules, List<LabelSelector> aggregation)
        implements RoleObject {
    public ClusterRole {
        rules = List.copyOf(rules);
        aggregation = List.copyOf(aggregation);
    }

    public ClusterRole(ObjectMeta meta, List<PolicyRule> rules) {
        this(meta, rules, List.of());
    }

    /// Always `""`: a namespace written in a manifest means nothing here, and the server drops it.
    @Override
    public String namespace() {
        return "";
    }

    @Override
    public RoleKind kind() {
        return RoleKind.CLUSTER_ROLE;
    }
}
