package dev.guise.rbac;

import java.util.ArrayList;
import java.util.List;

/// One rule of a Role or ClusterRole, as written. What it matches is defined by [RuleMatching].
///
/// Mirrors `PolicyRule` of `k8s.io/api/rbac/v1`.
///
/// @param verbs           verbs; `*` is every verb, there is no other wildcard
/// @param apiGroups       API groups; `""` is the core group, `*` every group
/// @param resources       `resource`, `resource/subresource`, `*` or `*/subresource`
/// @param resourceNames   names the rule is limited to; empty: every name
/// @param nonResourceURLs paths, `*`, or paths with a trailing `*`
public record PolicyRule(
        List<String> verbs,
        List<String> apiGroups,
        List<String> resources,
        List<String> resourceNames,
        List<String> nonResourceURLs) {

    /// The wildcard for every verb, API group, resource or path.
    public static final String ALL = "*";

    public PolicyRule {
        verbs = List.copyOf(verbs);
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        resourceNames = List.copyOf(resourceNames);
        nonResourceURLs = List.copyOf(nonResourceURLs);
    }

    /// A rule on resources without `resourceNames`.
    public static PolicyRule resources(List<String> verbs, List<String> apiGroups, List<String> resources) {
        return new PolicyRule(verbs, apiGroups, resources, List.of(), List.of());
    }

    /// A rule on resources limited to the given names.
    public static PolicyRule named(
            List<String> verbs, List<String> apiGroups, List<String> resources, List<String> resourceNames) {
        return new PolicyRule(verbs, apiGroups, resources, resourceNames, List.of());
    }

    /// A rule on paths.
    public static PolicyRule paths(List<String> verbs, List<String> nonResourceURLs) {
        return new PolicyRule(verbs, List.of(), List.of(), List.of(), nonResourceURLs);
    }

    /// The rule in the short form of the API server's messages, such as
    /// `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`.
    ///
    /// Mirrors `CompactString` in `pkg/apis/rbac/v1/helpers.go`.
    public String compact() {
        List<String> parts = new ArrayList<>();
        addPart(parts, "APIGroups", apiGroups);
        addPart(parts, "Resources", resources);
        addPart(parts, "NonResourceURLs", nonResourceURLs);
        addPart(parts, "ResourceNames", resourceNames);
        addPart(parts, "Verbs", verbs);
        return "{" + String.join(", ", parts) + "}";
    }

    private static void addPart(List<String> parts, String label, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(label + ":" + GoFormat.quotedList(values));
        }
    }
}
