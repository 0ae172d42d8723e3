package dev.guise.rbac;

import java.util.ArrayList;
import java.util.List;

/// Puts the RBAC of a test together, one line for each object.
public final class SmallCluster {
    private final List<Role> roles = new ArrayList<>();
    private final List<ClusterRole> clusterRoles = new ArrayList<>();
    private final List<RoleBinding> roleBindings = new ArrayList<>();
    private final List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();

    public SmallCluster clusterRole(String name, PolicyRule... rules) {
        clusterRoles.add(new ClusterRole(ObjectMeta.cluster(name), List.of(rules)));
        return this;
    }

    public SmallCluster role(String namespace, String name, PolicyRule... rules) {
        roles.add(new Role(ObjectMeta.namespaced(namespace, name), List.of(rules)));
        return this;
    }

    public SmallCluster bindEverywhere(String clusterRole, Subject... subjects) {
        String name = "everywhere-" + clusterRoleBindings.size();
        clusterRoleBindings.add(
                new ClusterRoleBinding(ObjectMeta.cluster(name), RoleRef.clusterRole(clusterRole), List.of(subjects)));
        return this;
    }

    public SmallCluster bind(String namespace, RoleRef ref, Subject... subjects) {
        String name = "here-" + roleBindings.size();
        roleBindings.add(new RoleBinding(ObjectMeta.namespaced(namespace, name), ref, List.of(subjects)));
        return this;
    }

    /// A ClusterRole of its own with one rule, bound everywhere.
    public SmallCluster everywhere(PolicyRule rule, Subject... subjects) {
        String name = "cluster-role-" + clusterRoles.size();
        return clusterRole(name, rule).bindEverywhere(name, subjects);
    }

    /// A Role of its own with one rule, bound in the namespace.
    public SmallCluster in(String namespace, PolicyRule rule, Subject... subjects) {
        String name = "role-" + roles.size();
        return role(namespace, name, rule).bind(namespace, RoleRef.role(name), subjects);
    }

    public RbacObjects objects() {
        return new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings);
    }

    public Policy policy() {
        return Policy.of(objects());
    }

    /// `verbs` and so on are separated by commas; the core group is written `core`.
    public static PolicyRule rule(String verbs, String apiGroups, String resources, String... names) {
        return PolicyRule.named(split(verbs), split(apiGroups), split(resources), List.of(names));
    }

    private static List<String> split(String values) {
        List<String> all = new ArrayList<>();
        for (String value : values.split(",", -1)) {
            all.add(value.equals("core") ? "" : value);
        }
        return all;
    }
}
