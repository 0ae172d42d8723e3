package dev.guise.cluster.defaults;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What API servers of any version, or kubeadm, make for themselves, recognized by name, role, subject and rule.
/// A name that begins with `system:` and a label are nothing that only a server can write.
public final class ServersOwn {

    private record RoleKey(RoleKind kind, String namespace, String name) {}

    private record Bound(String kind, String namespace, String name, RoleRef role, Subject subject) {}

    private record Rule(
            Set<String> verbs, Set<String> groups, Set<String> resources, Set<String> names, Set<String> paths) {
        static Rule of(PolicyRule rule) {
            return new Rule(
                    Set.copyOf(rule.verbs()),
                    Set.copyOf(rule.apiGroups()),
                    Set.copyOf(rule.resources()),
                    Set.copyOf(rule.resourceNames()),
                    Set.copyOf(rule.nonResourceURLs()));
        }
    }

    private static final class All {
        static final ServersOwn OWN = new ServersOwn(DefaultObjects.ofAll());
    }

    private final Set<Bound> bound = new HashSet<>();
    private final Map<RoleKey, Set<Rule>> rules = new HashMap<>();

    private ServersOwn(List<RbacObjects> all) {
        for (RbacObjects objects : all) {
            objects.roles().forEach(this::add);
            objects.clusterRoles().forEach(this::add);
            objects.roleBindings().forEach(this::add);
            objects.clusterRoleBindings().forEach(this::add);
        }
    }

    private void add(RoleObject role) {
        Set<Rule> own = rules.computeIfAbsent(key(role), _ -> new HashSet<>());
        role.rules().forEach(rule -> own.add(Rule.of(rule)));
    }

    private void add(Binding binding) {
        binding.subjects().forEach(subject -> bound.add(bound(binding, subject)));
    }

    private static RoleKey key(RoleObject role) {
        return new RoleKey(role.kind(), role.meta().namespace(), role.meta().name());
    }

    private static Bound bound(Binding binding, Subject subject) {
        return new Bound(binding.kind(), binding.namespace(), binding.name(), binding.roleRef(), subject);
    }

    /// Whether a binding of exactly that name, role and subject is made by a server or by kubeadm.
    public static boolean binds(Binding binding, Subject subject) {
        return All.OWN.bound.contains(bound(binding, subject));
    }

    /// Whether also the rule is one that the role has from the server: it may have been extended.
    public static boolean grants(Grant grant) {
        return binds(grant.binding(), grant.subject())
                && All.OWN.rules.getOrDefault(key(grant.role()), Set.of()).contains(Rule.of(grant.rule()));
    }

    /// Whether a server or kubeadm makes a role of that name.
    ///
    /// @param namespace the binding's, for a Role
    public static boolean makes(RoleRef role, String namespace) {
        String where = role.kind() == RoleKind.CLUSTER_ROLE ? "" : namespace;
        return All.OWN.rules.containsKey(new RoleKey(role.kind(), where, role.name()));
    }
}
