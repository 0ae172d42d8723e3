package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Writes the format that [SnapshotFile] describes.
final class SnapshotWriter {
    private final JsonGenerator json;

    SnapshotWriter(OutputStream out) {
        this.json = JsonObjects.factory().createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    }

    void write(ClusterSnapshot snapshot) {
        try (json) {
            json.writeStartObject();
            json.writeStringProperty("format", SnapshotFile.FORMAT);
            json.writeNumberProperty("version", SnapshotFile.VERSION);
            json.writeStringProperty("writtenBy", "Guise");
            origin(snapshot.origin());
            server(snapshot.server());
            each("roles", snapshot.rbac().roles(), this::role);
            each("clusterRoles", snapshot.rbac().clusterRoles(), this::clusterRole);
            each("roleBindings", snapshot.rbac().roleBindings(), this::binding);
            each("clusterRoleBindings", snapshot.rbac().clusterRoleBindings(), this::binding);
            each("serviceAccounts", snapshot.serviceAccounts(), o -> meta(o.meta()));
            each("namespaces", snapshot.namespaces(), o -> meta(o.meta()));
            each("nodes", snapshot.nodes(), o -> meta(o.meta()));
            each("pods", snapshot.pods(), this::pod);
            each("workloads", snapshot.workloads(), this::workload);
            each("secrets", snapshot.secrets(), this::secret);
            each("configMaps", snapshot.configMaps(), o -> meta(o.meta()));
            each("webhookConfigurations", snapshot.webhookConfigurations(), this::webhook);
            each("warnings", snapshot.warnings(), this::warning);
            each("limits", snapshot.limits(), this::limit);
            each("assumed", sorted(snapshot), this::assumed);
            json.writeEndObject();
        }
    }

    private void origin(ClusterSnapshot.Origin origin) {
        json.writeObjectPropertyStart("origin");
        json.writeStringProperty("name", origin.name());
        json.writeStringProperty("server", origin.server());
        json.writeStringProperty("takenAt", origin.takenAt().toString());
        json.writeEndObject();
    }

    private void server(ServerProfile server) {
        json.writeObjectPropertyStart("server");
        json.writeStringProperty("version", server.version());
        json.writeNumberProperty("major", server.major());
        json.writeNumberProperty("minor", server.minor());
        json.writeStringProperty(
                "constrainedImpersonation", server.constrainedImpersonation().name());
        json.writeStringProperty(
                "podUpgradeNeedsCreate", server.podUpgradeNeedsCreate().name());
        json.writeEndObject();
    }

    private <T> void each(String name, List<T> objects, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        for (T object : objects) {
            json.writeStartObject();
            fields.accept(object);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void meta(ObjectMeta meta) {
        json.writeObjectPropertyStart("meta");
        json.writeStringProperty("name", meta.name());
        json.writeStringProperty("namespace", meta.namespace());
        strings("labels", meta.labels());
        strings("annotations", meta.annotations());
        json.writeEndObject();
    }

    private void strings(String name, Map<String, String> strings) {
        json.writeObjectPropertyStart(name);
        strings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> json.writeStringProperty(e.getKey(), e.getValue()));
        json.writeEndObject();
    }

    private void strings(String name, List<String> strings) {
        json.writeArrayPropertyStart(name);
        strings.forEach(json::writeString);
        json.writeEndArray();
    }

    private void role(RoleObject role) {
        meta(role.meta());
        each("rules", role.rules(), this::rule);
    }

    private void clusterRole(ClusterRole role) {
        role(role);
        each("aggregation", role.aggregation(), this::selector);
    }

    private void rule(PolicyRule rule) {
        strings("verbs", rule.verbs());
        strings("apiGroups", rule.apiGroups());
        strings("resources", rule.resources());
        strings("resourceNames", rule.resourceNames());
        strings("nonResourceURLs", rule.nonResourceURLs());
    }

    private void selector(LabelSelector selector) {
        strings("matchLabels", selector.matchLabels());
        each("matchExpressions", selector.matchExpressions(), requirement -> {
            json.writeStringProperty("key", requirement.key());
            json.writeStringProperty("operator", requirement.operator().name());
            strings("values", requirement.values());
        });
    }

    private void binding(Binding binding) {
        meta(binding.meta());
        json.writeObjectPropertyStart("roleRef");
        json.writeStringProperty("kind", binding.roleRef().kind().kind());
        json.writeStringProperty("name", binding.roleRef().name());
        json.writeEndObject();
        each("subjects", binding.subjects(), this::subject);
    }

    private void subject(Subject subject) {
        json.writeStringProperty("kind", subject.kind().kind());
        json.writeStringProperty("namespace", subject.namespace());
        json.writeStringProperty("name", subject.name());
    }

    private void pod(ClusterSnapshot.Pod pod) {
        meta(pod.meta());
        json.writeStringProperty("serviceAccount", pod.serviceAccount());
        json.writeStringProperty("nodeName", pod.nodeName());
    }

    private void workload(ClusterSnapshot.Workload workload) {
        json.writeStringProperty("kind", workload.kind().kind());
        meta(workload.meta());
        json.writeStringProperty("serviceAccount", workload.serviceAccount());
    }

    private void secret(ClusterSnapshot.Secret secret) {
        meta(secret.meta());
        json.writeStringProperty("type", secret.type());
    }

    private void webhook(ClusterSnapshot.WebhookConfiguration webhook) {
        meta(webhook.meta());
        json.writeBooleanProperty("mutating", webhook.mutating());
    }

    private void warning(ClusterSnapshot.Warning warning) {
        json.writeStringProperty("where", warning.where());
        json.writeStringProperty("what", warning.what());
        json.writeStringProperty("consequence", warning.consequence());
    }

    private void limit(Limit limit) {
        json.writeStringProperty("id", limit.id().id());
        json.writeStringProperty("text", limit.text());
        json.writeNumberProperty("count", limit.count());
        json.writeStringProperty("hides", limit.hides());
    }

    private static List<ClusterSnapshot.Assumed> sorted(ClusterSnapshot snapshot) {
        return snapshot.assumed().stream()
                .sorted(Comparator.comparing(ClusterSnapshot.Assumed::kind)
                        .thenComparing(ClusterSnapshot.Assumed::namespace)
                        .thenComparing(ClusterSnapshot.Assumed::name))
                .toList();
    }

    private void assumed(ClusterSnapshot.Assumed object) {
        json.writeStringProperty("kind", object.kind());
        json.writeStringProperty("namespace", object.namespace());
        json.writeStringProperty("name", object.name());
    }
}
