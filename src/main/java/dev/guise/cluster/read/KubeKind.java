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
            "What RoleBindings to Roles grant cannot be judged."),
    CLUSTER_ROLE(
            "ClusterRole",
            KubeKind.RBAC,
            "clusterroles",
            Scope.CLUSTER,
            Detail.FULL,
            "What bindings to ClusterRoles grant, most grants of a cluster, cannot be judged."),
    ROLE_BINDING(
            "RoleBinding",
            KubeKind.RBAC,
            "rolebindings",
            Scope.NAMESPACED,
            Detail.FULL,
            "Who holds rights inside single namespaces cannot be judged."),
    CLUSTER_ROLE_BINDING(
            "ClusterRoleBinding",
            KubeKind.RBAC,
            "clusterrolebindings",
            Scope.CLUSTER,
            Detail.FULL,
            "Who holds rights in the whole cluster cannot be judged."),
    SERVICE_ACCOUNT(
            "ServiceAccount",
            "api/v1",
            "serviceaccounts",
            Scope.NAMESPACED,
            Detail.METADATA,
            "Service accounts without a binding, a pod or a token Secret are not seen, nor dead subjects of bindings."),
    NAMESPACE(
            "Namespace",
            "api/v1",
            "namespaces",
            Scope.CLUSTER,
            Detail.METADATA,
            "Pod security levels are not known: every namespace is taken to allow privileged pods."),
    NODE(
            "Node",
            "api/v1",
            "nodes",
            Scope.CLUSTER,
            Detail.METADATA,
            "Nodes without pods are not seen, and an impersonated node cannot be checked for existing."),
    POD(
            "Pod",
            "api/v1",
            "pods",
            Scope.NAMESPACED,
            Detail.FULL,
            "Which service accounts run where is not known: what holding a node or entering a pod gives is missing."),
    DEPLOYMENT(
            "Deployment",
            "apis/apps/v1",
            "deployments",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a Deployment gives cannot be judged."),
    DAEMON_SET(
            "DaemonSet",
            "apis/apps/v1",
            "daemonsets",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a DaemonSet gives cannot be judged."),
    STATEFUL_SET(
            "StatefulSet",
            "apis/apps/v1",
            "statefulsets",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a StatefulSet gives cannot be judged."),
    REPLICA_SET(
            "ReplicaSet",
            "apis/apps/v1",
            "replicasets",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a ReplicaSet gives cannot be judged."),
    JOB("Job", "apis/batch/v1", "jobs", Scope.NAMESPACED, Detail.FULL, "What changing a Job gives cannot be judged."),
    CRON_JOB(
            "CronJob",
            "apis/batch/v1",
            "cronjobs",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a CronJob gives cannot be judged."),
    REPLICATION_CONTROLLER(
            "ReplicationController",
            "api/v1",
            "replicationcontrollers",
            Scope.NAMESPACED,
            Detail.FULL,
            "What changing a ReplicationController gives cannot be judged."),
    SECRET(
            "Secret",
            "api/v1",
            "secrets",
            Scope.NAMESPACED,
            Detail.METADATA,
            "Which Secrets hold service account tokens is not known: what reading Secrets gives is missing."),
    CONFIG_MAP(
            "ConfigMap",
            "api/v1",
            "configmaps",
            Scope.NAMESPACED,
            Detail.METADATA,
            "Whether there are ConfigMaps that give rights, such as aws-auth, is not known."),
    MUTATING_WEBHOOK(
            "MutatingWebhookConfiguration",
            KubeKind.ADMISSION,
            "mutatingwebhookconfigurations",
            Scope.CLUSTER,
            Detail.METADATA,
            "What changing a mutating webhook gives cannot be judged."),
    VALIDATING_WEBHOOK(
            "ValidatingWebhookConfiguration",
            KubeKind.ADMISSION,
            "validatingwebhookconfigurations",
            Scope.CLUSTER,
            Detail.METADATA,
            "What changing a validating webhook gives cannot be judged.");

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
