package dev.guise.cluster;

import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServerProfile;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Everything that was read of a cluster at one time. Immutable; a later look at the cluster is another snapshot.
/// Its objects are in the order of namespace and name, whichever way they were read.
///
/// @param origin                where it came from
/// @param server                what is known of the API server
/// @param rbac                  roles and bindings
/// @param serviceAccounts       service accounts
/// @param namespaces            namespaces with their labels
/// @param nodes                 nodes
/// @param pods                  pods
/// @param workloads             what makes pods
/// @param secrets               Secrets, metadata only
/// @param configMaps            ConfigMaps, metadata only
/// @param webhookConfigurations mutating and validating webhook configurations
/// @param warnings              what could not be read or was left out, and what cannot be judged for it
/// @param limits                what answers about it rest on: what was assumed, not judged or not read
/// @param assumed               what is among its objects though nothing that was read has it
public record ClusterSnapshot(
        Origin origin,
        ServerProfile server,
        RbacObjects rbac,
        List<ServiceAccount> serviceAccounts,
        List<Namespace> namespaces,
        List<Node> nodes,
        List<Pod> pods,
        List<Workload> workloads,
        List<Secret> secrets,
        List<ConfigMap> configMaps,
        List<WebhookConfiguration> webhookConfigurations,
        List<Warning> warnings,
        List<Limit> limits,
        Set<Assumed> assumed) {

    public ClusterSnapshot {
        serviceAccounts = ordered(serviceAccounts, ServiceAccount::meta);
        namespaces = ordered(namespaces, Namespace::meta);
        nodes = ordered(nodes, Node::meta);
        pods = ordered(pods, Pod::meta);
        workloads = ordered(workloads, Workload::meta);
        secrets = ordered(secrets, Secret::meta);
        configMaps = ordered(configMaps, ConfigMap::meta);
        webhookConfigurations = ordered(webhookConfigurations, WebhookConfiguration::meta);
        warnings = List.copyOf(warnings);
        limits = List.copyOf(limits);
        assumed = Set.copyOf(assumed);
    }

    private static <T> List<T> ordered(List<T> objects, Function<T, ObjectMeta> meta) {
        return objects.stream()
                .sorted(Comparator.comparing(meta, ObjectMeta.BY_NAME))
                .toList();
    }

    /// A cluster of which nothing is assumed.
    public ClusterSnapshot(
            Origin origin,
            ServerProfile server,
            RbacObjects rbac,
            List<ServiceAccount> serviceAccounts,
            List<Namespace> namespaces,
            List<Node> nodes,
            List<Pod> pods,
            List<Workload> workloads,
            List<Secret> secrets,
            List<ConfigMap> configMaps,
            List<WebhookConfiguration> webhookConfigurations,
            List<Warning> warnings) {
        this(
                origin,
                server,
                rbac,
                serviceAccounts,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                List.of(),
                Set.of());
    }

    /// Where a snapshot came from.
    ///
    /// @param name    what a person calls it: a context, a file, the demo
    /// @param server  the server's address, or `""` when there was none
    /// @param takenAt when it was read
    public record Origin(String name, String server, Instant takenAt) {}

    /// An object that was assumed.
    ///
    /// @param kind      as Kubernetes writes it
    /// @param namespace `""` at cluster scope
    public record Assumed(String kind, String namespace, String name) {}

    /// A service account.
    public record ServiceAccount(ObjectMeta meta) {}

    /// A namespace.
    public record Namespace(ObjectMeta meta) {

        /// The pod security level enforced there: the label's value, `""` without one, which means privileged.
        public String enforcedPodSecurity() {
            return meta.labels().getOrDefault("pod-security.kubernetes.io/enforce", "");
        }
    }

    /// A node.
    public record Node(ObjectMeta meta) {}

    /// A pod.
    ///
    /// @param serviceAccount the account it runs as; never empty (`default` when it says nothing)
    /// @param nodeName       the node it runs on, `""` when not scheduled
    public record Pod(ObjectMeta meta, String serviceAccount, String nodeName) {}

    /// Something that makes pods.
    ///
    /// @param serviceAccount the account of its pods; never empty (`default` when it says nothing)
    public record Workload(WorkloadKind kind, ObjectMeta meta, String serviceAccount) {}

    /// The kinds of objects that make pods.
    public enum WorkloadKind {
        DEPLOYMENT("Deployment", "apps", "deployments"),
        DAEMON_SET("DaemonSet", "apps", "daemonsets"),
        STATEFUL_SET("StatefulSet", "apps", "statefulsets"),
        REPLICA_SET("ReplicaSet", "apps", "replicasets"),
        JOB("Job", "batch", "jobs"),
        CRON_JOB("CronJob", "batch", "cronjobs"),
        REPLICATION_CONTROLLER("ReplicationController", "", "replicationcontrollers");

        private final String kind;
        private final String apiGroup;
        private final String resource;

        WorkloadKind(String kind, String apiGroup, String resource) {
            this.kind = kind;
            this.apiGroup = apiGroup;
            this.resource = resource;
        }

        public String kind() {
            return kind;
        }

        public String apiGroup() {
            return apiGroup;
        }

        public String resource() {
            return resource;
        }
    }

    /// A Secret, without its values.
    ///
    /// @param type its type, `""` when it was read as metadata only
    public record Secret(ObjectMeta meta, String type) {
        private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
        private static final String ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

        /// The account whose token the Secret holds, `""` for any other Secret. Where the type is not known the
        /// annotation decides.
        public String tokenOf() {
            boolean mayBeToken = type.isEmpty() || type.equals(TOKEN_TYPE);
            return mayBeToken ? meta.annotations().getOrDefault(ACCOUNT_ANNOTATION, "") : "";
        }
    }

    /// A ConfigMap, without its values.
    public record ConfigMap(ObjectMeta meta) {}

    /// A webhook configuration.
    ///
    /// @param mutating whether it is a MutatingWebhookConfiguration
    public record WebhookConfiguration(ObjectMeta meta, boolean mutating) {}

    /// Something that could not be read, or was left out.
    ///
    /// @param where       the kind, file or address concerned
    /// @param what        what happened
    /// @param consequence what cannot be judged for it, or what to do; may be empty
    public record Warning(String where, String what, String consequence) {}

    /// How many objects of each kind were read, in the order in which they are shown. What was assumed does not count.
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("roles", rbac.roles().size() - assumed("Role"));
        counts.put("clusterRoles", rbac.clusterRoles().size() - assumed("ClusterRole"));
        counts.put("roleBindings", rbac.roleBindings().size() - assumed("RoleBinding"));
        counts.put("clusterRoleBindings", rbac.clusterRoleBindings().size() - assumed("ClusterRoleBinding"));
        counts.put("serviceAccounts", serviceAccounts.size() - assumed("ServiceAccount"));
        counts.put("namespaces", namespaces.size() - assumed("Namespace"));
        counts.put("nodes", nodes.size() - assumed("Node"));
        counts.put("pods", pods.size() - assumed("Pod"));
        counts.put("workloads", workloads.size());
        counts.put("secrets", secrets.size());
        counts.put("configMaps", configMaps.size());
        counts.put("webhookConfigurations", webhookConfigurations.size());
        return counts;
    }

    private int assumed(String kind) {
        return (int)
                assumed.stream().filter(object -> object.kind().equals(kind)).count();
    }

    /// The same cluster with other roles and bindings: what a draft would make of it.
    public ClusterSnapshot withRbac(RbacObjects other) {
        return new ClusterSnapshot(
                origin,
                server,
                other,
                serviceAccounts,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster with other service accounts.
    public ClusterSnapshot withServiceAccounts(List<ServiceAccount> other) {
        return new ClusterSnapshot(
                origin,
                server,
                rbac,
                other,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster on a server of which other things are known.
    public ClusterSnapshot withServer(ServerProfile other) {
        return new ClusterSnapshot(
                origin,
                other,
                rbac,
                serviceAccounts,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster with other namespaces.
    public ClusterSnapshot withNamespaces(List<Namespace> other) {
        return new ClusterSnapshot(
                origin,
                server,
                rbac,
                serviceAccounts,
                other,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster with other nodes.
    public ClusterSnapshot withNodes(List<Node> other) {
        return new ClusterSnapshot(
                origin,
                server,
                rbac,
                serviceAccounts,
                namespaces,
                other,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster with other pods.
    public ClusterSnapshot withPods(List<Pod> other) {
        return new ClusterSnapshot(
                origin,
                server,
                rbac,
                serviceAccounts,
                namespaces,
                nodes,
                other,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                limits,
                assumed);
    }

    /// The same cluster with other limits and another note of what was assumed in it.
    public ClusterSnapshot assuming(List<Limit> otherLimits, Set<Assumed> otherAssumed) {
        return new ClusterSnapshot(
                origin,
                server,
                rbac,
                serviceAccounts,
                namespaces,
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                webhookConfigurations,
                warnings,
                otherLimits,
                otherAssumed);
    }

    /// Whether it was read from files, which may leave out what a cluster has.
    public boolean isOfFiles() {
        return origin.server().isEmpty();
    }

    /// Whether an object of that kind is there only because it is assumed.
    public boolean isAssumed(String kind, ObjectMeta meta) {
        return !assumed.isEmpty() && assumed.contains(new Assumed(kind, meta.namespace(), meta.name()));
    }
}
