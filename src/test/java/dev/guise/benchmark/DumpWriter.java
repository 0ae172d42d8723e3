package dev.guise.benchmark;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Writes a generated cluster as `kubectl get … -o json` would print it: one List, each object with everything that a
/// server adds to it. An object at a time, so that the largest cluster needs no more memory than the smallest.
public final class DumpWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CREATED = "2026-03-01T08:15:00Z";

    private final OutputStream out;
    private int written;

    private DumpWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes the List, and leaves the stream open.
    ///
    /// @return how many objects were written
    public static int write(ClusterSnapshot snapshot, OutputStream out) throws IOException {
        return new DumpWriter(out).writeAll(snapshot);
    }

    private int writeAll(ClusterSnapshot snapshot) throws IOException {
        raw("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\"},\"items\":[\n");
        for (var namespace : snapshot.namespaces()) {
            Map<String, Object> object = object("v1", "Namespace", namespace.meta());
            object.put("spec", Map.of("finalizers", List.of("kubernetes")));
            object.put("status", Map.of("phase", "Active"));
            item(object);
        }
        for (var node : snapshot.nodes()) {
            item(object("v1", "Node", node.meta()));
        }
        for (var account : snapshot.serviceAccounts()) {
            item(object("v1", "ServiceAccount", account.meta()));
        }
        for (var role : snapshot.rbac().clusterRoles()) {
            item(role(role));
        }
        for (var role : snapshot.rbac().roles()) {
            item(role(role));
        }
        for (var binding : snapshot.rbac().clusterRoleBindings()) {
            item(binding(binding));
        }
        for (var binding : snapshot.rbac().roleBindings()) {
            item(binding(binding));
        }
        for (Pod pod : snapshot.pods()) {
            item(pod(pod));
        }
        raw("\n]}\n");
        return written;
    }

    private void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void item(Map<String, Object> object) throws IOException {
        if (written++ > 0) {
            raw(",\n");
        }
        out.write(JSON.writeValueAsBytes(object));
    }

    private Map<String, Object> object(String apiVersion, String kind, ObjectMeta meta) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", meta.name());
        if (!meta.namespace().isEmpty()) {
            metadata.put("namespace", meta.namespace());
        }
        metadata.put("uid", new UUID(meta.hashCode(), written).toString());
        metadata.put("resourceVersion", Integer.toString(100_000 + written));
        metadata.put("creationTimestamp", CREATED);
        metadata.put("labels", meta.labels());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        return object;
    }

    private Map<String, Object> role(RoleObject role) {
        String kind = role instanceof ClusterRole ? "ClusterRole" : "Role";
        Map<String, Object> object = object(Rbac.GROUP + "/v1", kind, role.meta());
        object.put("rules", role.rules().stream().map(DumpWriter::rule).toList());
        return object;
    }

    private static Map<String, Object> rule(PolicyRule rule) {
        Map<String, Object> written = new LinkedHashMap<>();
        put(written, "apiGroups", rule.apiGroups());
        put(written, "resources", rule.resources());
        put(written, "resourceNames", rule.resourceNames());
        put(written, "nonResourceURLs", rule.nonResourceURLs());
        put(written, "verbs", rule.verbs());
        return written;
    }

    private static void put(Map<String, Object> object, String field, List<String> values) {
        if (!values.isEmpty()) {
            object.put(field, values);
        }
    }

    private Map<String, Object> binding(Binding binding) {
        Map<String, Object> object = object(Rbac.GROUP + "/v1", binding.kind(), binding.meta());
        object.put(
                "roleRef",
                Map.of(
                        "apiGroup", Rbac.GROUP,
                        "kind", binding.roleRef().kind().kind(),
                        "name", binding.roleRef().name()));
        object.put(
                "subjects", binding.subjects().stream().map(DumpWriter::subject).toList());
        return object;
    }

    private static Map<String, Object> subject(Subject subject) {
        return subject.kind() == SubjectKind.SERVICE_ACCOUNT
                ? Map.of("kind", subject.kind().kind(), "name", subject.name(), "namespace", subject.namespace())
                : Map.of("kind", subject.kind().kind(), "name", subject.name(), "apiGroup", Rbac.GROUP);
    }

    private Map<String, Object> pod(Pod pod) {
        Map<String, Object> object = object("v1", "Pod", pod.meta());
        object.put("spec", podSpec(pod));
        if (object.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> more = new LinkedHashMap<>();
            metadata.forEach((key, value) -> more.put(String.valueOf(key), value));
            more.put("generateName", pod.serviceAccount() + "-7d9c5b8f6-");
            more.put(
                    "annotations",
                    Map.of(
                            "prometheus.io/scrape", "true",
                            "prometheus.io/port", "8080",
                            "checksum/config",
                                    UUID.nameUUIDFromBytes(new byte[] {1}).toString()));
            more.put(
                    "ownerReferences",
                    List.of(Map.of(
                            "apiVersion",
                            "apps/v1",
                            "blockOwnerDeletion",
                            true,
                            "controller",
                            true,
                            "kind",
                            "ReplicaSet",
                            "name",
                            pod.serviceAccount() + "-7d9c5b8f6",
                            "uid",
                            new UUID(written, 7).toString())));
            object.put("metadata", more);
        }
        object.put("status", podStatus(pod));
        return object;
    }

    private static Map<String, Object> podSpec(Pod pod) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "main");
        container.put(
                "image", "registry.example.com/" + pod.meta().namespace() + "/" + pod.serviceAccount() + ":v1.42.0");
        container.put("imagePullPolicy", "IfNotPresent");
        container.put(
                "env",
                List.of(
                        Map.of("name", "LOG_LEVEL", "value", "info"),
                        Map.of(
                                "name",
                                "POD_NAME",
                                "valueFrom",
                                Map.of("fieldRef", Map.of("fieldPath", "metadata.name")))));
        container.put("ports", List.of(Map.of("containerPort", 8080, "name", "http", "protocol", "TCP")));
        container.put(
                "resources",
                Map.of(
                        "limits", Map.of("cpu", "500m", "memory", "512Mi"),
                        "requests", Map.of("cpu", "100m", "memory", "128Mi")));
        container.put(
                "readinessProbe",
                Map.of("httpGet", Map.of("path", "/ready", "port", "http", "scheme", "HTTP"), "periodSeconds", 10));
        container.put(
                "volumeMounts",
                List.of(Map.of(
                        "mountPath",
                        "/var/run/secrets/kubernetes.io/serviceaccount",
                        "name",
                        "kube-api-access",
                        "readOnly",
                        true)));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("containers", List.of(container));
        spec.put("dnsPolicy", "ClusterFirst");
        spec.put("nodeName", pod.nodeName());
        spec.put("restartPolicy", "Always");
        spec.put("schedulerName", "default-scheduler");
        spec.put("securityContext", Map.of());
        spec.put("serviceAccount", pod.serviceAccount());
        spec.put("serviceAccountName", pod.serviceAccount());
        spec.put("terminationGracePeriodSeconds", 30);
        spec.put(
                "tolerations",
                List.of(
                        Map.of("effect", "NoExecute", "key", "node.kubernetes.io/not-ready", "operator", "Exists"),
                        Map.of("effect", "NoExecute", "key", "node.kubernetes.io/unreachable", "operator", "Exists")));
        spec.put(
                "volumes",
                List.of(Map.of(
                        "name",
                        "kube-api-access",
                        "projected",
                        Map.of(
                                "defaultMode",
                                420,
                                "sources",
                                List.of(
                                        Map.of(
                                                "serviceAccountToken",
                                                Map.of("expirationSeconds", 3607, "path", "token")),
                                        Map.of("configMap", Map.of("name", "kube-root-ca.crt")))))));
        return spec;
    }

    private static Map<String, Object> podStatus(Pod pod) {
        List<Map<String, String>> conditions =
                List.of("Initialized", "Ready", "ContainersReady", "PodScheduled").stream()
                        .map(type -> Map.of("lastTransitionTime", CREATED, "status", "True", "type", type))
                        .toList();
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("containerID", "containerd://" + "3f".repeat(32));
        container.put(
                "image", "registry.example.com/" + pod.meta().namespace() + "/" + pod.serviceAccount() + ":v1.42.0");
        container.put("imageID", "registry.example.com/" + pod.serviceAccount() + "@sha256:" + "a7".repeat(32));
        container.put("lastState", Map.of());
        container.put("name", "main");
        container.put("ready", true);
        container.put("restartCount", 0);
        container.put("started", true);
        container.put("state", Map.of("running", Map.of("startedAt", CREATED)));
        return Map.of(
                "conditions",
                conditions,
                "containerStatuses",
                List.of(container),
                "hostIP",
                "10.0.0.7",
                "phase",
                "Running",
                "podIP",
                "10.1." + (pod.hashCode() & 0xff) + "." + (pod.hashCode() >> 8 & 0xff),
                "qosClass",
                "Burstable",
                "startTime",
                CREATED);
    }
}
