package dev.guise.draft;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleCoverage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Puts single permissions together into few rules that say the same, as a person would write them.
final class RulePacking {
    private RulePacking() {}

    /// The rules that allow just what these do: names of the same verb and resource together, then verbs, then
    /// resources.
    static List<PolicyRule> of(Collection<PolicyRule> rules) {
        Set<PolicyRule> parts = new LinkedHashSet<>();
        rules.stream().flatMap(RuleCoverage::breakDown).forEach(parts::add);
        List<PolicyRule> packed = new ArrayList<>(parts);
        packed = together(
                packed, PolicyRule::resourceNames, (rule, names) -> with(rule, rule.verbs(), rule.resources(), names));
        packed = together(
                packed, PolicyRule::verbs, (rule, verbs) -> with(rule, verbs, rule.resources(), rule.resourceNames()));
        packed = together(
                packed, PolicyRule::resources, (rule, all) -> with(rule, rule.verbs(), all, rule.resourceNames()));
        return together(
                packed,
                PolicyRule::nonResourceURLs,
                (rule, paths) -> rule.resources().isEmpty() ? PolicyRule.paths(rule.verbs(), paths) : rule);
    }

    private interface Setting {
        PolicyRule set(PolicyRule rule, List<String> values);
    }

    private static PolicyRule with(PolicyRule rule, List<String> verbs, List<String> resources, List<String> names) {
        return new PolicyRule(verbs, rule.apiGroups(), resources, names, rule.nonResourceURLs());
    }

    // Rules that differ in one list only become one; no name at all is any name, and stays so.
    private static List<PolicyRule> together(
            List<PolicyRule> rules, Function<PolicyRule, List<String>> list, Setting setting) {
        Map<PolicyRule, Set<String>> values = new LinkedHashMap<>();
        Set<PolicyRule> any = new LinkedHashSet<>();
        for (PolicyRule rule : rules) {
            PolicyRule key = setting.set(rule, List.of());
            values.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(list.apply(rule));
            if (list.apply(rule).isEmpty()) {
                any.add(key);
            }
        }
        return values.entrySet().stream()
                .map(entry -> setting.set(
                        entry.getKey(), any.contains(entry.getKey()) ? List.of() : List.copyOf(entry.getValue())))
                .toList();
    }
}
