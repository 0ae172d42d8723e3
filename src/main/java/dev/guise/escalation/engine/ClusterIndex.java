package dev.guise.escalation.engine;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who and what lives in a cluster, found by namespace, node and name.
public final class ClusterIndex {
    private final OfSnapshot fixed;
    private final Set<String> namespaces = new TreeSet<>();
    private final Map<String, Set<String>> boundAccounts = new HashMap<>();
    private final Set<String> users = new TreeSet<>();
    private final Set<String> groups = new TreeSet<>();

    ClusterIndex(ClusterSnapshot snapshot, Policy policy) {
        this(new OfSnapshot(snapshot), policy);
    }

    private ClusterIndex(OfSnapshot fixed, Policy policy) {
        this.fixed = fixed;
        namespaces.addAll(fixed.podSecurity.keySet());
        policy.subjects().forEach(this::addSubject);
        policy.objects().roles().forEach(role -> role.rules().forEach(this::addNamedUsers));
        policy.objects().clusterRoles().forEach(role -> role.rules().forEach(this::addNamedUsers));
        policy.objects().roleBindings().forEach(binding -> namespaces.add(binding.namespace()));
        namespaces.addAll(fixed.accounts.keySet());
    }

    /// Those of the same cluster with other roles and bindings.
    ClusterIndex with(Policy policy) {
        return new ClusterIndex(fixed, policy);
    }

    /// What roles and bindings have no part in.
    private static final class OfSnapshot {
        private final Map<String, String> podSecurity = new LinkedHashMap<>();
        private final Map<String, Set<String>> accounts = new HashMap<>();
        private final Map<String, Map<String, Pod>> pods = new HashMap<>();
        private final Map<String, Map<String, Pod>> podOfAccountByNode = new LinkedHashMap<>();
        private final Map<String, Set<String>> nodesOfAccount = new HashMap<>();
        private final Map<String, Map<String, Secret>> secrets = new HashMap<>();
        private final Map<String, List<Workload>> workloads = new HashMap<>();
        private final Set<String> configMaps = new LinkedHashSet<>();
        private final Set<String> nodes = new TreeSet<>();

        OfSnapshot(ClusterSnapshot snapshot) {
            snapshot.namespaces().forEach(this::addNamespace);
            snapshot.serviceAccounts()
                    .forEach(account -> addAccount(
                            accounts, account.meta().namespace(), account.meta().name()));
            snapshot.nodes().forEach(node -> nodes.add(node.meta().name()));
            snapshot.pods().forEach(this::addPod);
            snapshot.secrets()
                    .forEach(secret -> secrets.computeIfAbsent(secret.meta().namespace(), n -> new LinkedHashMap<>())
                            .put(secret.meta().name(), secret));
            snapshot.workloads()
                    .forEach(workload -> workloads
                            .computeIfAbsent(workload.meta().namespace(), n -> new ArrayList<>())
                            .add(workload));
            snapshot.configMaps().forEach(map -> configMaps.add(map.meta().qualifiedName()));
        }

        private void addNamespace(Namespace namespace) {
            podSecurity.put(namespace.meta().name(), namespace.enforcedPodSecurity());
        }

        /// A pod runs only as an account that exists, so one that the snapshot lacks (perhaps it could not be read)
        /// does.
        private void addPod(Pod pod) {
            String namespace = pod.meta().namespace();
            pods.computeIfAbsent(namespace, n -> new LinkedHashMap<>())
                    .put(pod.meta().name(), pod);
            addAccount(accounts, namespace, pod.serviceAccount());
            if (!pod.nodeName().isEmpty()) {
                nodes.add(pod.nodeName());
                String account = ServiceAccountName.format(namespace, pod.serviceAccount());
                podOfAccountByNode
                        .computeIfAbsent(pod.nodeName(), n -> new LinkedHashMap<>())
                        .putIfAbsent(account, pod);
                nodesOfAccount
                        .computeIfAbsent(account, a -> new LinkedHashSet<>())
                        .add(pod.nodeName());
            }
        }
    }

    private static void addAccount(Map<String, Set<String>> index, String namespace, String name) {
        index.computeIfAbsent(namespace, n -> new LinkedHashSet<>()).add(name);
    }

    private void addSubject(Subject subject) {
        Cancellation.check();
        switch (subject.kind()) {
            case GROUP -> groups.add(subject.name());
            case SERVICE_ACCOUNT -> addAccount(boundAccounts, subject.namespace(), subject.name());
            case USER ->
                ServiceAccountName.parse(subject.name())
                        .ifPresentOrElse(
                                account -> addAccount(boundAccounts, account.namespace(), account.name()),
                                () -> users.add(subject.name()));
        }
    }

    /// A user that some rule lets others impersonate is known, too. Rules often list users and groups together; a name
    /// that some binding takes for a group is one.
    private void addNamedUsers(PolicyRule rule) {
        boolean onUsers = RuleMatching.resource(rule, "users", "");
        if (onUsers && rule.verbs().stream().anyMatch(verb -> verb.startsWith(Mode.LEGACY_VERB))) {
            rule.resourceNames().stream()
                    .filter(name -> !name.isEmpty() && !name.startsWith("system:serviceaccount:"))
                    .filter(name -> !groups.contains(name))
                    .forEach(users::add);
        }
    }

    public Set<String> namespaces() {
        return namespaces;
    }

    /// The enforced pod security level, `""` for none, which also stands for a namespace that nothing is known of.
    String podSecurity(String namespace) {
        return fixed.podSecurity.getOrDefault(namespace, "");
    }

    boolean hasConfigMap(String qualifiedName) {
        return fixed.configMaps.contains(qualifiedName);
    }

    /// The accounts that exist in a namespace.
    public Set<String> accounts(String namespace) {
        return fixed.accounts.getOrDefault(namespace, Set.of());
    }

    boolean hasAccount(String namespace, String name) {
        return accounts(namespace).contains(name);
    }

    /// The accounts that exist in a namespace, and those that do not but are given something: impersonating needs none.
    Set<String> impersonableAccounts(String namespace) {
        Set<String> all = new LinkedHashSet<>(accounts(namespace));
        all.addAll(boundAccounts.getOrDefault(namespace, Set.of()));
        return all;
    }

    /// Every namespace with an account that exists or is given something.
    Set<String> accountNamespaces() {
        Set<String> all = new LinkedHashSet<>(fixed.accounts.keySet());
        all.addAll(boundAccounts.keySet());
        return all;
    }

    Map<String, Pod> pods(String namespace) {
        return fixed.pods.getOrDefault(namespace, Map.of());
    }

    public Collection<String> nodes() {
        return fixed.nodes;
    }

    /// For each account with a pod on the node, one such pod.
    Map<String, Pod> accountsOnNode(String node) {
        return fixed.podOfAccountByNode.getOrDefault(node, Map.of());
    }

    /// The nodes on which pods of an account run.
    Set<String> nodesOfAccount(String userName) {
        return fixed.nodesOfAccount.getOrDefault(userName, Set.of());
    }

    Map<String, Secret> secrets(String namespace) {
        return fixed.secrets.getOrDefault(namespace, Map.of());
    }

    List<Workload> workloads(String namespace) {
        return fixed.workloads.getOrDefault(namespace, List.of());
    }

    /// The users that some binding or some rule on impersonation names.
    public Set<String> users() {
        return users;
    }

    /// The groups that some binding names in alphabetical order, `system:masters` left out.
    List<String> groups() {
        return groups.stream()
                .filter(group -> !group.equals(Rbac.MASTERS))
                .sorted()
                .toList();
    }

    /// Whether these live in the same namespaces as others, whoever they are.
    boolean hasSameNamespaces(ClusterIndex others) {
        return namespaces.equals(others.namespaces);
    }

    /// Whether these are the same as others.
    boolean isSame(ClusterIndex others) {
        return hasSameNamespaces(others)
                && users.equals(others.users)
                && groups.equals(others.groups)
                && boundAccounts.equals(others.boundAccounts);
    }

    /// The subjects of all identities that are known here.
    public Set<Subject> identities() {
        Set<Subject> all = new LinkedHashSet<>();
        fixed.accounts.forEach(
                (namespace, names) -> names.forEach(name -> all.add(Subject.serviceAccount(namespace, name))));
        boundAccounts.forEach(
                (namespace, names) -> names.forEach(name -> all.add(Subject.serviceAccount(namespace, name))));
        users.forEach(user -> all.add(Subject.user(user)));
        groups.forEach(group -> all.add(Subject.group(group)));
        return all;
    }
}
