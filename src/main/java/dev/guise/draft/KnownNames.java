package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that bindings, accounts, nodes or evidence know. Users and groups of an identity provider that neither
/// names are not among them.
///
/// @param users           user names, service accounts and nodes left out
/// @param groups          groups
/// @param serviceAccounts bare names by namespace
/// @param nodes           node names
/// @param uids            uids of the evidence
/// @param extras          values of the evidence, by key
public record KnownNames(
        Set<String> users,
        Set<String> groups,
        Map<String, Set<String>> serviceAccounts,
        Set<String> nodes,
        Set<String> uids,
        Map<String, Set<String>> extras) {

    /// Those of a cluster.
    public static KnownNames of(ClusterSnapshot snapshot) {
        return of(snapshot, Evidence.NONE);
    }

    /// Those of a cluster and of what was recorded there.
    public static KnownNames of(ClusterSnapshot snapshot, Evidence evidence) {
        KnownNames known = empty();
        known.add(snapshot);
        evidence.uses().stream().filter(use -> !use.isRefused()).forEach(known::add);
        return known.frozen();
    }

    /// Only those that were impersonated in the evidence.
    public static KnownNames used(Evidence evidence) {
        KnownNames known = empty();
        evidence.uses().stream()
                .filter(use -> !use.isRefused())
                .map(ImpersonationUse::wanted)
                .forEach(known::add);
        return known.frozen();
    }

    private static KnownNames empty() {
        return new KnownNames(
                new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
    }

    private KnownNames frozen() {
        return new KnownNames(
                Collections.unmodifiableSet(users),
                Collections.unmodifiableSet(groups),
                Collections.unmodifiableMap(serviceAccounts),
                Collections.unmodifiableSet(nodes),
                Collections.unmodifiableSet(uids),
                Collections.unmodifiableMap(extras));
    }

    private void add(ClusterSnapshot snapshot) {
        groups.addAll(Set.of(Rbac.AUTHENTICATED, Rbac.UNAUTHENTICATED, Rbac.SERVICE_ACCOUNTS, Rbac.NODES));
        snapshot.serviceAccounts()
                .forEach(account ->
                        addAccount(account.meta().namespace(), account.meta().name()));
        snapshot.pods().forEach(pod -> addAccount(pod.meta().namespace(), pod.serviceAccount()));
        snapshot.nodes().forEach(node -> nodes.add(node.meta().name()));
        subjects(snapshot.rbac()).forEach(this::add);
    }

    private static Stream<Subject> subjects(RbacObjects rbac) {
        return Stream.concat(
                rbac.clusterRoleBindings().stream().flatMap(binding -> binding.subjects().stream()),
                rbac.roleBindings().stream().flatMap(binding -> binding.subjects().stream()));
    }

    private void add(Subject subject) {
        switch (subject.kind()) {
            case GROUP -> groups.add(subject.name());
            case SERVICE_ACCOUNT -> addAccount(subject.namespace(), subject.name());
            case USER -> addUser(subject.name());
        }
    }

    private void add(ImpersonationUse use) {
        addUser(use.requestor().name());
        add(use.wanted());
    }

    private void add(WantedUser wanted) {
        addUser(wanted.name());
        groups.addAll(wanted.groups());
        if (!wanted.uid().isEmpty()) {
            uids.add(wanted.uid());
        }
        wanted.extra()
                .forEach((key, values) ->
                        extras.computeIfAbsent(key, k -> new TreeSet<>()).addAll(values));
    }

    private void addUser(String name) {
        var account = ServiceAccountName.parse(name);
        var node = NodeName.parse(name);
        if (account.isPresent()) {
            addAccount(account.get().namespace(), account.get().name());
        } else if (node.isPresent()) {
            nodes.add(node.get().name());
        } else if (!name.isEmpty()) {
            users.add(name);
        }
    }

    private void addAccount(String namespace, String name) {
        serviceAccounts.computeIfAbsent(namespace, n -> new TreeSet<>()).add(name);
    }

    /// The names that a resource of identities may have in a namespace, `""` for everywhere; none for other resources.
    Set<String> of(String resource, String namespace) {
        return switch (resource) {
            case "users" -> users;
            case "groups" -> groups;
            case "nodes" -> nodes;
            case "uids" -> uids;
            case "serviceaccounts" ->
                namespace.isEmpty()
                        ? serviceAccounts.values().stream()
                                .flatMap(Set::stream)
                                .collect(Collectors.toCollection(TreeSet::new))
                        : serviceAccounts.getOrDefault(namespace, Set.of());
            default ->
                resource.startsWith("userextras/")
                        ? extras.getOrDefault(resource.substring("userextras/".length()), Set.of())
                        : Set.of();
        };
    }

    /// Whether a name is what somebody meant by a pattern, in which `*` stands for anything.
    public static boolean fits(String name, String pattern) {
        String[] parts = pattern.split("\\*", -1);
        int at = parts[0].length();
        String last = parts[parts.length - 1];
        if (!name.startsWith(parts[0]) || name.length() < at + last.length() || !name.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > name.length() - last.length()) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }

    /// Whether some namespace has an account of that name.
    boolean hasAccountAnywhere(String name) {
        return serviceAccounts.values().stream().anyMatch(names -> names.contains(name));
    }
}
