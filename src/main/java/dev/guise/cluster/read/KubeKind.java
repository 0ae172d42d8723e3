package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of objects that are read, and what cannot be judged without each.
public enum KubeKind {
    ROLE(
            "Role",
            KubeKind.RBAC,
            "roles",
            Scope.NAMESPACED,
            Detail.FULL,
            "Grants of Roles through RoleBindings cannot be analyzed."),
    CLUSTER_ROLE(
            "ClusterRole",
            KubeKind.RBAC,
            "clusterroles",
            Scope.CLUSTER,
            Detail.FULL,
            "Grants of ClusterRoles, most grants in a cluster, cannot be analyzed."),
    ROLE_BINDING(
            "RoleBinding",
            KubeKind.RBAC,
            "rolebindings",
            Scope.NAMESPACED,
            Detail.FULL,
            "Grants in individual namespaces cannot be analyzed."),
    CLUSTER_ROLE_BINDING(
            "ClusterRoleBinding",
            KubeKind.RBAC,
            "clusterrolebindings",
            Scope.CLUSTER,
            Detail.FULL,
            "Cluster-wide grants cannot be analyzed."),
    SERVICE_ACCOUNT(
            "ServiceAccount",
            "api/v1",
            "serviceaccounts",
            Scope.NAMESPACED,
            Detail.METADATA,
            "Service accounts without a binding, pod or token Secret are missing, and so are bindings to missing"
                    + " accounts."),
    NAMESPACE(
            "Namespace",
            "api/v1",
            "namespaces",
            Scope.CLUSTER,
            Detail.METADATA,
            "Pod security levels are unknown: every namespace is assumed to allow privileged pods."),
    NODE(
            "Node",
            "api/v1",
            "nodes",
            Scope.CLUSTER,
            Detail.METADATA,
            "Nodes without pods are missing, and whether an impersonated node exists cannot be checked."),
    POD(
            "Pod",
            "api/v1",
            "pods",
            Scope.NAMESPACED,
            Detail.FULL,
            "It is unknown which service accounts run where: paths through nodes and pods are missing."),
    DEPLOYMENT(
            "Deployment",
            "apis/apps/v1",
            "deployments",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a Deployment cannot be found."),
    DAEMON_SET(
            "DaemonSet",
            "apis/apps/v1",
            "daemonsets",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a DaemonSet cannot be found."),
    STATEFUL_SET(
            "StatefulSet",
            "apis/apps/v1",
            "statefulsets",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a StatefulSet cannot be found."),
    REPLICA_SET(
            "ReplicaSet",
            "apis/apps/v1",
            "replicasets",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a ReplicaSet cannot be found."),
    JOB("Job", "apis/batch/v1", "jobs", Scope.NAMESPACED, Detail.FULL, "Paths through changing a Job cannot be found."),
    CRON_JOB(
            "CronJob",
            "apis/batch/v1",
            "cronjobs",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a CronJob cannot be found."),
    REPLICATION_CONTROLLER(
            "ReplicationController",
            "api/v1",
            "replicationcontrollers",
            Scope.NAMESPACED,
            Detail.FULL,
            "Paths through changing a ReplicationController cannot be found."),
    SECRET(
            "Secret",
            "api/v1",
            "secrets",
            Scope.NAMESPACED,
            Detail.METADATA,
            "It is unknown which Secrets contain service account tokens: paths through reading Secrets are missing."),
    CONFIG_MAP(
            "ConfigMap",
            "api/v1",
            "configmaps",
            Scope.NAMESPACED,
            Detail.METADATA,
            "It is unknown whether ConfigMaps such as aws-auth grant permissions."),
    MUTATING_WEBHOOK(
            "MutatingWebhookConfiguration",
            KubeKind.ADMISSION,
            "mutatingwebhookconfigurations",
            Scope.CLUSTER,
            Detail.METADATA,
            "Paths through changing a mutating webhook cannot be found."),
    VALIDATING_WEBHOOK(
            "ValidatingWebhookConfiguration",
            KubeKind.ADMISSION,
            "validatingwebhookconfigurations",
            Scope.CLUSTER,
            Detail.METADATA,
            "Paths through changing a validating webhook cannot be found.");

    private static final String RBAC = "apis/rbac.authorization.k8s.io/v1";
    private static final String ADMISSION = "apis/admissionregistration.k8s.io/v1";

    private static final Map<String, KubeKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KubeKind::kind, k -> k));

    /// Whether objects live in namespaces.
    enum Scope {
        NAMESPACED,
        CLUSTER
    }

    /// How much of an object is asked of a server.
    public enum Detail {
        FULL,
        METADATA
    }

    private final String kind;
    private final String root;
    private final String group;
    private final String resource;
    private final Scope scope;
    private final Detail detail;
    private final String consequence;

    KubeKind(String kind, String root, String resource, Scope scope, Detail detail, String consequence) {
        this.kind = kind;
        this.root = root;
        this.group = groupOf(root);
        this.resource = resource;
        this.scope = scope;
        this.detail = detail;
        this.consequence = consequence;
    }

    public String kind() {
        return kind;
    }

    public String resource() {
        return resource;
    }

    public Detail detail() {
        return detail;
    }

    /// The path under which a server lists all of them.
    public String path() {
        return root + "/" + resource;
    }

    /// What cannot be judged when they cannot be read.
    public String consequence() {
        return consequence;
    }

    /// The limit of answers when they cannot be read.
    public LimitId limit() {
        return isRbac() ? LimitId.GRANTS_REFUSED : LimitId.KINDS_REFUSED;
    }

    boolean isNamespaced() {
        return scope == Scope.NAMESPACED;
    }

    public boolean isRbac() {
        return root.equals(RBAC);
    }

    /// The kind with that name, of whatever group; empty for one that is not read.
    static Optional<KubeKind> ofName(String kind) {
        return Optional.ofNullable(BY_NAME.get(kind));
    }

    /// Whether objects of that API version are meant: other groups have a Role or a Node of their own.
    boolean isOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String wanted = slash < 0 ? "" : apiVersion.substring(0, slash);
        return wanted.equals(group) || (wanted.equals("extensions") && group.equals("apps"));
    }

    private static String groupOf(String root) {
        String[] parts = root.split("/", -1);
        return parts.length == 3 ? parts[1] : "";
    }
}
