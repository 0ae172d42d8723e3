package dev.guise.conformance;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.rbac.UserInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Turns the JSON of a recording into the objects of the house.
public final class RecordedObjects {
    private RecordedObjects() {}

    public static RbacObjects rbac(JsonNode items) {
        List<Role> roles = new ArrayList<>();
        List<ClusterRole> clusterRoles = new ArrayList<>();
        List<RoleBinding> roleBindings = new ArrayList<>();
        List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
        for (JsonNode item : items) {
            switch (item.path("kind").asString("")) {
                case "Role" -> roles.add(new Role(meta(item), rules(item)));
                case "ClusterRole" -> clusterRoles.add(new ClusterRole(meta(item), rules(item)));
                case "RoleBinding" -> roleBindings.add(new RoleBinding(meta(item), roleRef(item), subjects(item)));
                case "ClusterRoleBinding" ->
                    clusterRoleBindings.add(new ClusterRoleBinding(meta(item), roleRef(item), subjects(item)));
                default -> {
                    // other kinds have no part in a decision
                }
            }
        }
        return new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings);
    }

    /// The whole of a small cluster.
    public static ClusterSnapshot snapshot(JsonNode items, ServerProfile server) {
        List<JsonNode> pods = ofKind(items, "Pod");
        List<Workload> workloads = new ArrayList<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            ofKind(items, kind.kind())
                    .forEach(item -> workloads.add(new Workload(
                            kind,
                            meta(item),
                            account(item.path("spec").path("template").path("spec")))));
        }
        return new ClusterSnapshot(
                new ClusterSnapshot.Origin("recording", "", Instant.EPOCH),
                server,
                rbac(items),
                ofKind(items, "ServiceAccount").stream()
                        .map(item -> new ServiceAccount(meta(item)))
                        .toList(),
                ofKind(items, "Namespace").stream()
                        .map(item -> new Namespace(meta(item)))
                        .toList(),
                ofKind(items, "Node").stream().map(item -> new Node(meta(item))).toList(),
                pods.stream()
                        .map(item -> new Pod(
                                meta(item),
                                account(item.path("spec")),
                                item.path("spec").path("nodeName").asString("")))
                        .toList(),
                workloads,
                ofKind(items, "Secret").stream()
                        .map(item -> new Secret(meta(item), item.path("type").asString("")))
                        .toList(),
                ofKind(items, "ConfigMap").stream()
                        .map(item -> new ConfigMap(meta(item)))
                        .toList(),
                List.of(),
                List.of());
    }

    private static String account(JsonNode spec) {
        return spec.path("serviceAccountName").asString("default");
    }

    private static List<JsonNode> ofKind(JsonNode items, String kind) {
        List<JsonNode> found = new ArrayList<>();
        items.forEach(item -> {
            if (item.path("kind").asString("").equals(kind)) {
                found.add(item);
            }
        });
        return found;
    }

    public static ObjectMeta meta(JsonNode item) {
        JsonNode meta = item.path("metadata");
        return new ObjectMeta(
                meta.path("name").asString(""),
                meta.path("namespace").asString(""),
                map(meta.path("labels")),
                map(meta.path("annotations")));
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString("")));
        return map;
    }

    public static List<PolicyRule> rules(JsonNode item) {
        List<PolicyRule> rules = new ArrayList<>();
        for (JsonNode rule : item.path("rules")) {
            rules.add(new PolicyRule(
                    strings(rule.path("verbs")),
                    strings(rule.path("apiGroups")),
                    strings(rule.path("resources")),
                    strings(rule.path("resourceNames")),
                    strings(rule.path("nonResourceURLs"))));
        }
        return rules;
    }

    public static RoleRef roleRef(JsonNode item) {
        JsonNode ref = item.path("roleRef");
        return new RoleRef(
                RoleKind.of(ref.path("kind").asString("")).orElseThrow(),
                ref.path("name").asString(""));
    }

    public static List<Subject> subjects(JsonNode item) {
        String own = meta(item).namespace();
        List<Subject> subjects = new ArrayList<>();
        for (JsonNode subject : item.path("subjects")) {
            SubjectKind kind = SubjectKind.of(subject.path("kind").asString("")).orElseThrow();
            String namespace = kind == SubjectKind.SERVICE_ACCOUNT
                    ? subject.path("namespace").asString(own)
                    : "";
            subjects.add(new Subject(kind, namespace, subject.path("name").asString("")));
        }
        return subjects;
    }

    public static UserInfo user(JsonNode node) {
        return new UserInfo(
                node.path("user").asString(""),
                node.path("uid").asString(""),
                strings(node.path("groups")),
                extra(node.path("extra")));
    }

    public static WantedUser wanted(JsonNode node) {
        UserInfo user = user(node);
        return new WantedUser(user.name(), user.uid(), user.groups(), user.extra());
    }

    public static Attributes attributes(JsonNode node) {
        String verb = node.path("verb").asString("");
        if (node.has("path")) {
            return new NonResourceAttributes(verb, node.path("path").asString(""));
        }
        return new ResourceAttributes(
                verb,
                node.path("group").asString(""),
                node.path("resource").asString(""),
                node.path("subresource").asString(""),
                node.path("namespace").asString(""),
                node.path("name").asString(""));
    }

    public static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asString("")));
        return values;
    }

    private static Map<String, List<String>> extra(JsonNode object) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        object.properties().forEach(entry -> extra.put(entry.getKey(), strings(entry.getValue())));
        return extra;
    }
}
