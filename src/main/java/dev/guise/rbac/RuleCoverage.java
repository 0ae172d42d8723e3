package dev.guise.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether rules that someone holds cover rules that they want to grant.
///
/// Mirrors `Covers` in `k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go` and `CompactRules` in
/// `pkg/registry/rbac/validation/policy_compact.go`.
public final class RuleCoverage {
    private RuleCoverage() {}

    /// The parts of `wanted` that no single rule of `held` covers, each with one verb, group, resource and at most one
    /// name, or one verb and path. Empty when all is covered. Costs (number of parts) × (number of held rules).
    public static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
        return wanted.stream()
                .flatMap(RuleCoverage::breakDown)
                .filter(part -> held.stream().noneMatch(rule -> covers(rule, part)))
                .toList();
    }

    /// Whether all of `wanted` is covered; stops at the first part that is not.
    public static boolean covers(List<PolicyRule> held, List<PolicyRule> wanted) {
        return wanted.stream()
                .flatMap(RuleCoverage::breakDown)
                .allMatch(part -> held.stream().anyMatch(rule -> covers(rule, part)));
    }

    /// The rule as parts with a single verb, group, resource and at most one name, or a single verb and path.
    public static Stream<PolicyRule> breakDown(PolicyRule rule) {
        List<PolicyRule> parts = new ArrayList<>();
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    addResourceParts(parts, rule, group, resource, verb);
                }
            }
        }
        for (String path : rule.nonResourceURLs()) {
            for (String verb : rule.verbs()) {
                parts.add(PolicyRule.paths(List.of(verb), List.of(path)));
            }
        }
        return parts.stream();
    }

    private static void addResourceParts(
            List<PolicyRule> parts, PolicyRule rule, String group, String resource, String verb) {
        if (rule.resourceNames().isEmpty()) {
            parts.add(PolicyRule.resources(List.of(verb), List.of(group), List.of(resource)));
        }
        for (String name : rule.resourceNames()) {
            parts.add(PolicyRule.named(List.of(verb), List.of(group), List.of(resource), List.of(name)));
        }
    }

    private static boolean covers(PolicyRule held, PolicyRule part) {
        return hasAll(held.verbs(), part.verbs())
                && hasAll(held.apiGroups(), part.apiGroups())
                && coversResources(held.resources(), part.resources())
                && coversNames(held.resourceNames(), part.resourceNames())
                && part.nonResourceURLs().stream().allMatch(path -> RuleMatching.path(held, path));
    }

    private static boolean hasAll(List<String> held, List<String> wanted) {
        return held.contains(PolicyRule.ALL) || held.containsAll(wanted);
    }

    private static boolean coversResources(List<String> held, List<String> wanted) {
        if (hasAll(held, wanted)) {
            return true;
        }
        return wanted.stream().allMatch(resource -> {
            int slash = resource.indexOf('/');
            return held.contains(resource) || (slash >= 0 && held.contains("*" + resource.substring(slash)));
        });
    }

    private static boolean coversNames(List<String> held, List<String> wanted) {
        return held.isEmpty() || (!wanted.isEmpty() && held.containsAll(wanted));
    }

    /// The same rules with those on one same resource, and name, put together; a verb that stands twice stays twice,
    /// as in the server's messages.
    public static List<PolicyRule> compact(List<PolicyRule> rules) {
        List<PolicyRule> compacted = new ArrayList<>();
        Map<PolicyRule, List<String>> verbs = new LinkedHashMap<>();
        for (PolicyRule rule : rules) {
            simpleKey(rule)
                    .ifPresentOrElse(
                            key -> verbs.computeIfAbsent(key, k -> new ArrayList<>()).addAll(rule.verbs()),
                            () -> compacted.add(rule));
        }
        verbs.forEach((key, all) -> compacted.add(
                PolicyRule.named(all, key.apiGroups(), key.resources(), key.resourceNames())));
        return compacted;
    }

    private static Optional<PolicyRule> simpleKey(PolicyRule rule) {
        boolean simple = !rule.verbs().isEmpty()
                && rule.apiGroups().size() == 1
                && rule.resources().size() == 1
                && rule.resourceNames().size() <= 1
                && rule.nonResourceURLs().isEmpty();
        return simple
                ? Optional.of(
                        PolicyRule.named(List.of(), rule.apiGroups(), rule.resources(), rule.resourceNames()))
                : Optional.empty();
    }
}
