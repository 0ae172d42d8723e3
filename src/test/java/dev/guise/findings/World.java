package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A small cluster, put together call by call.
final class World {
    static final String AUTHENTICATION = "authentication.k8s.io";
    static final Subject CI = Subject.serviceAccount("ci", "bot");
    /// A component of the cluster's own.
    static final Subject SYSTEM = Subject.user("system:kube-thing");
    static final Subject OTHER = Subject.serviceAccount("ci", "other");

    private final List<Role> roles = new ArrayList<>();
    private final List<ClusterRole> clusterRoles = new ArrayList<>();
    private final List<RoleBinding> roleBindings = new ArrayList<>();
    private final List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
    private final List<ServiceAccount> accounts = new ArrayList<>();
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<ConfigMap> configMaps = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private ServerProfile server = ServerProfile.ofVersion(1, 36);

    /// A cluster of one namespace, `ci`, with the accounts `bot` and `other`.
    static World cluster() {
        return new World().namespace("ci").account("ci", "bot").account("ci", "other");
    }

    /// The rule `verbs` on `resources` of one group, limited to names where any are given.
    static PolicyRule rule(String verbs, String group, String resources, String... names) {
        return PolicyRule.named(words(verbs), List.of(group), words(resources), Arrays.asList(names));
    }

    private static List<String> words(String words) {
        return List.of(words.split(","));
    }

    static PolicyRule everything() {
        return rule("*", "*", "*");
    }

    World server(int minor) {
        server = ServerProfile.ofVersion(1, minor);
        return this;
    }

    World account(String namespace, String name) {
        accounts.add(new ServiceAccount(ObjectMeta.namespaced(namespace, name)));
        return this;
    }

    World namespace(String name) {
        namespaces.add(new Namespace(ObjectMeta.cluster(name)));
        return this;
    }

    World namespace(String name, String label, String value) {
        namespaces.add(new Namespace(new ObjectMeta(name, "", Map.of(label, value), Map.of())));
        return this;
    }

    World node(String name) {
        nodes.add(new Node(ObjectMeta.cluster(name)));
        return this;
    }

    World pod(String namespace, String name, String account, String node) {
        pods.add(new Pod(ObjectMeta.namespaced(namespace, name), account, node));
        return this;
    }

    World deployment(String namespace, String name) {
        workloads.add(new Workload(WorkloadKind.DEPLOYMENT, ObjectMeta.namespaced(namespace, name), "default"));
        return this;
    }

    /// A Secret with a token of an account.
    World token(String namespace, String name, String account) {
        Map<String, String> annotations = Map.of("kubernetes.io/service-account.name", account);
        secrets.add(new Secret(
                new ObjectMeta(name, namespace, Map.of(), annotations), "kubernetes.io/service-account-token"));
        return this;
    }

    World configMap(String namespace, String name) {
        configMaps.add(new ConfigMap(ObjectMeta.namespaced(namespace, name)));
        return this;
    }

    World warning(String where) {
        warnings.add(new Warning(where, "could not be read", ""));
        return this;
    }

    /// A ClusterRole and a ClusterRoleBinding, both of that name.
    World everywhere(String name, Subject subject, PolicyRule... rules) {
        return clusterRole(name, rules).bind(name, name, subject);
    }

    World clusterRole(String name, PolicyRule... rules) {
        clusterRoles.add(new ClusterRole(ObjectMeta.cluster(name), Arrays.asList(rules)));
        return this;
    }

    World bind(String name, String clusterRole, Subject... subjects) {
        return bind(ObjectMeta.cluster(name), clusterRole, subjects);
    }

    World bind(ObjectMeta meta, String clusterRole, Subject... subjects) {
        clusterRoleBindings.add(
                new ClusterRoleBinding(meta, RoleRef.clusterRole(clusterRole), Arrays.asList(subjects)));
        return this;
    }

    /// A ClusterRole of a component of the cluster's own, as the API server makes and binds it.
    World bootstrap(PolicyRule... rules) {
        Map<String, String> label = Map.of("kubernetes.io/bootstrapping", "rbac-defaults");
        ObjectMeta meta = new ObjectMeta("system:thing", "", label, Map.of());
        clusterRoles.add(new ClusterRole(meta, Arrays.asList(rules)));
        return bind(meta, "system:thing", SYSTEM);
    }

    /// A Role and a RoleBinding, both of that name.
    World in(String namespace, String name, Subject subject, PolicyRule... rules) {
        roles.add(new Role(ObjectMeta.namespaced(namespace, name), Arrays.asList(rules)));
        return bindIn(namespace, name, RoleRef.role(name), subject);
    }

    World bindIn(String namespace, String name, RoleRef role, Subject... subjects) {
        roleBindings.add(new RoleBinding(ObjectMeta.namespaced(namespace, name), role, Arrays.asList(subjects)));
        return this;
    }

    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                new ClusterSnapshot.Origin("test", "", Instant.EPOCH),
                server,
                new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings),
                accounts,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                List.of(),
                warnings);
    }

    Analysis analysis() {
        return Analysis.of(snapshot());
    }

    Findings findings() {
        return Findings.of(analysis());
    }

    List<Finding> find(String id) {
        return findings().ofKind(id);
    }

    /// The only finding of a kind.
    Finding only(String id) {
        return only(find(id));
    }

    static Finding only(List<Finding> found) {
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    void none(String id) {
        assertEquals(List.of(), find(id));
    }
}
