package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Objects that came, went and changed. Pods, and what deployments and cron jobs make, come and go by themselves and
/// are left out; of a changed object only what has to do with access counts.
final class ObjectChanges {
    private static final Set<WorkloadKind> MADE_BY_OTHERS =
            EnumSet.of(WorkloadKind.REPLICA_SET, WorkloadKind.JOB, WorkloadKind.REPLICATION_CONTROLLER);

    /// An object and what of it is compared, in words.
    private record Entry(String kind, String namespace, String name, Map<String, String> parts) {}

    private ObjectChanges() {}

    static List<Line> of(ClusterSnapshot before, ClusterSnapshot after) {
        Map<String, Entry> old = entries(before);
        Map<String, Entry> now = entries(after);
        List<Line> lines = new ArrayList<>();
        now.forEach((key, entry) -> {
            Entry earlier = old.get(key);
            if (earlier == null) {
                lines.add(line(Sign.CAME, entry, entry.kind()));
            } else if (!earlier.parts().equals(entry.parts())) {
                lines.add(line(Sign.CHANGED, entry, entry.kind() + ": " + changes(earlier, entry)));
            }
        });
        old.forEach((key, entry) -> {
            if (!now.containsKey(key)) {
                lines.add(line(Sign.WENT, entry, entry.kind()));
            }
        });
        return lines;
    }

    private static Line line(Sign sign, Entry entry, String what) {
        return new Line(Topic.OBJECT, sign, entry.name(), entry.namespace(), what, Optional.empty(), Optional.empty());
    }

    private static String changes(Entry before, Entry after) {
        List<String> words = new ArrayList<>();
        after.parts().forEach((part, value) -> {
            String earlier = before.parts().getOrDefault(part, "");
            if (!earlier.equals(value)) {
                words.add(
                        value.length() + earlier.length() > 120
                                ? part
                                : part + " " + shown(earlier) + " → " + shown(value));
            }
        });
        return String.join("; ", words);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static Map<String, Entry> entries(ClusterSnapshot snapshot) {
        Map<String, Entry> all = new LinkedHashMap<>();
        snapshot.rbac().clusterRoles().forEach(role -> put(all, role));
        snapshot.rbac().roles().forEach(role -> put(all, role));
        snapshot.rbac().clusterRoleBindings().forEach(binding -> put(all, binding));
        snapshot.rbac().roleBindings().forEach(binding -> put(all, binding));
        snapshot.serviceAccounts().forEach(account -> put(all, "ServiceAccount", account.meta(), Map.of()));
        snapshot.namespaces()
                .forEach(namespace -> put(
                        all, "Namespace", namespace.meta(), Map.of("pod security", namespace.enforcedPodSecurity())));
        snapshot.nodes().forEach(node -> put(all, "Node", node.meta(), Map.of()));
        snapshot.workloads().stream()
                .filter(ObjectChanges::isOwn)
                .forEach(workload -> put(
                        all,
                        workload.kind().kind(),
                        workload.meta(),
                        Map.of("service account", workload.serviceAccount())));
        snapshot.secrets().forEach(secret -> put(all, "Secret", secret.meta(), Map.of("token of", secret.tokenOf())));
        snapshot.configMaps().forEach(map -> put(all, "ConfigMap", map.meta(), Map.of()));
        snapshot.webhookConfigurations()
                .forEach(webhook -> put(
                        all,
                        webhook.mutating() ? "MutatingWebhookConfiguration" : "ValidatingWebhookConfiguration",
                        webhook.meta(),
                        Map.of()));
        return all;
    }

    private static boolean isOwn(Workload workload) {
        return !MADE_BY_OTHERS.contains(workload.kind());
    }

    private static void put(Map<String, Entry> all, RoleObject role) {
        Set<String> rules = new TreeSet<>();
        role.rules().forEach(rule -> rules.add(Comparison.words(rule)));
        put(all, role.kind().kind(), role.meta(), Map.of("rules", String.join("; ", rules)));
    }

    private static void put(Map<String, Entry> all, Binding binding) {
        Set<String> subjects = new TreeSet<>();
        binding.subjects().stream().map(Subject::describe).forEach(subjects::add);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "role",
                binding.roleRef().kind().kind() + " " + binding.roleRef().name());
        parts.put("subjects", String.join(", ", subjects));
        put(all, binding.kind(), binding.meta(), parts);
    }

    private static void put(Map<String, Entry> all, String kind, ObjectMeta meta, Map<String, String> parts) {
        all.put(kind + " " + meta.qualifiedName(), new Entry(kind, meta.namespace(), meta.name(), parts));
    }
}
