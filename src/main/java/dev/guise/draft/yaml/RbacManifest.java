package dev.guise.draft.yaml;

import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// RBAC objects as manifests, with their keys always in the same order: what it is, what it is called, whom it is
/// about, what it allows. For [YamlWriter].
public final class RbacManifest {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private RbacManifest() {}

    /// A Role or ClusterRole.
    public static Map<String, Object> of(RoleObject role) {
        Map<String, Object> manifest = object(role.kind().kind(), role.meta());
        if (role instanceof ClusterRole cluster && !cluster.aggregation().isEmpty()) {
            List<Map<String, Object>> selectors =
                    cluster.aggregation().stream().map(RbacManifest::selector).toList();
            manifest.put("aggregationRule", Map.of("clusterRoleSelectors", selectors));
        }
        manifest.put("rules", role.rules().stream().map(RbacManifest::rule).toList());
        return manifest;
    }

    /// A RoleBinding or ClusterRoleBinding.
    public static Map<String, Object> of(Binding binding) {
        Map<String, Object> manifest = object(binding.kind(), binding.meta());
        Map<String, Object> roleRef = new LinkedHashMap<>();
        roleRef.put("apiGroup", GROUP);
        roleRef.put("kind", binding.roleRef().kind().kind());
        roleRef.put("name", binding.roleRef().name());
        manifest.put("roleRef", roleRef);
        manifest.put(
                "subjects",
                binding.subjects().stream().map(RbacManifest::subject).toList());
        return manifest;
    }

    /// A ServiceAccount.
    ///
    /// @param rest its fields beside the metadata
    public static Map<String, Object> serviceAccount(ObjectMeta meta, Map<String, Object> rest) {
        Map<String, Object> manifest = object("v1", "ServiceAccount", meta);
        manifest.putAll(rest);
        return manifest;
    }

    /// One rule, for drafts that change a single rule in place.
    public static Map<String, Object> rule(PolicyRule rule) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        putUnlessEmpty(manifest, "apiGroups", rule.apiGroups());
        putUnlessEmpty(manifest, "resources", rule.resources());
        putUnlessEmpty(manifest, "resourceNames", rule.resourceNames());
        putUnlessEmpty(manifest, "nonResourceURLs", rule.nonResourceURLs());
        manifest.put("verbs", rule.verbs());
        return manifest;
    }

    /// One subject.
    public static Map<String, Object> subject(Subject subject) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        boolean account = subject.kind() == SubjectKind.SERVICE_ACCOUNT;
        if (!account) {
            manifest.put("apiGroup", GROUP);
        }
        manifest.put("kind", subject.kind().kind());
        manifest.put("name", subject.name());
        if (account) {
            manifest.put("namespace", subject.namespace());
        }
        return manifest;
    }

    private static Map<String, Object> object(String kind, ObjectMeta meta) {
        return object(GROUP + "/v1", kind, meta);
    }

    private static Map<String, Object> object(String version, String kind, ObjectMeta meta) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", meta.name());
        if (!meta.namespace().isEmpty()) {
            metadata.put("namespace", meta.namespace());
        }
        if (!meta.labels().isEmpty()) {
            metadata.put("labels", new TreeMap<>(meta.labels()));
        }
        if (!meta.annotations().isEmpty()) {
            metadata.put("annotations", new TreeMap<>(meta.annotations()));
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", version);
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        return manifest;
    }

    private static void putUnlessEmpty(Map<String, Object> manifest, String field, List<String> values) {
        if (!values.isEmpty()) {
            manifest.put(field, values);
        }
    }

    private static Map<String, Object> selector(LabelSelector selector) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        if (!selector.matchLabels().isEmpty()) {
            manifest.put("matchLabels", new TreeMap<>(selector.matchLabels()));
        }
        if (!selector.matchExpressions().isEmpty()) {
            manifest.put(
                    "matchExpressions",
                    selector.matchExpressions().stream()
                            .map(RbacManifest::requirement)
                            .toList());
        }
        return manifest;
    }

    private static Map<String, Object> requirement(LabelSelector.Requirement requirement) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("key", requirement.key());
        manifest.put("operator", operator(requirement.operator()));
        putUnlessEmpty(manifest, "values", requirement.values());
        return manifest;
    }

    private static String operator(LabelSelector.Operator operator) {
        return switch (operator) {
            case IN -> "In";
            case NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
        };
    }
}
