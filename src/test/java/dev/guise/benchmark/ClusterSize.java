package dev.guise.benchmark;

/// How many objects of each kind a generated cluster has.
public enum ClusterSize {
    /// A large production cluster: about 20,000 objects.
    LARGE(4_491, 676, 1_374, 721, 3_000, 300, 9_000, 120),
    /// Ten times that, and a namespace for each of 3,000 teams.
    HUGE(44_910, 3_000, 13_740, 1_400, 30_000, 3_000, 90_000, 1_000);

    final int roleBindings;
    final int clusterRoleBindings;
    final int roles;
    final int clusterRoles;
    final int serviceAccounts;
    final int namespaces;
    final int pods;
    final int nodes;

    ClusterSize(
            int roleBindings,
            int clusterRoleBindings,
            int roles,
            int clusterRoles,
            int serviceAccounts,
            int namespaces,
            int pods,
            int nodes) {
        this.roleBindings = roleBindings;
        this.clusterRoleBindings = clusterRoleBindings;
        this.roles = roles;
        this.clusterRoles = clusterRoles;
        this.serviceAccounts = serviceAccounts;
        this.namespaces = namespaces;
        this.pods = pods;
        this.nodes = nodes;
    }
}
