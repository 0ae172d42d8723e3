package dev.guise.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A role made ready for many questions: its rules are found by resource once there are enough of them to pay
/// for it.
final class CompiledRole {
    private static final int INDEX_FROM = 6;
    private static final int NONE = -1;

    private final RoleObject role;
    private final Map<String, int[]> byResource;

    CompiledRole(RoleObject role) {
        this.role = role;
        this.byResource = role.rules().size() < INDEX_FROM ? Map.of() : index(role.rules());
    }

    RoleObject role() {
        return role;
    }

    /// The index of the first rule that allows the request, or -1.
    int firstMatch(Lookup lookup) {
        return switch (lookup.attributes()) {
            case NonResourceAttributes a -> scan(a);
            case ResourceAttributes a when byResource.isEmpty() -> scan(a, lookup.combined());
            case ResourceAttributes a -> lookUp(a, lookup);
        };
    }

    /// The rules that allow a request for each of the names that they list.
    void forEachMatchByName(ResourceAttributes attributes, IntConsumer found) {
        String combined = attributes.combinedResource();
        for (int i = 0; i < role.rules().size(); i++) {
            PolicyRule rule = role.rules().get(i);
            List<String> names = rule.resourceNames();
            if (!names.isEmpty() && RuleMatching.allows(rule, attributes.withName(names.getFirst()), combined)) {
                found.accept(i);
            }
        }
    }

    private int scan(NonResourceAttributes attributes) {
        List<PolicyRule> rules = role.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (RuleMatching.allows(rules.get(i), attributes)) {
                return i;
            }
        }
        return NONE;
    }

    private int scan(ResourceAttributes attributes, String combinedResource) {
        List<PolicyRule> rules = role.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (RuleMatching.allows(rules.get(i), attributes, combinedResource)) {
                return i;
            }
        }
        return NONE;
    }

    private int lookUp(ResourceAttributes a, Lookup lookup) {
        String combined = lookup.combined();
        int best = firstOf(byResource.get(combined), a, combined, Integer.MAX_VALUE);
        best = firstOf(byResource.get(PolicyRule.ALL), a, combined, best);
        if (!lookup.anySubresource().isEmpty()) {
            best = firstOf(byResource.get(lookup.anySubresource()), a, combined, best);
        }
        return best == Integer.MAX_VALUE ? NONE : best;
    }

    private int firstOf(int @Nullable [] candidates, ResourceAttributes a, String combined, int before) {
        if (candidates == null) {
            return before;
        }
        for (int i : candidates) {
            if (i >= before) {
                return before;
            }
            if (RuleMatching.allows(role.rules().get(i), a, combined)) {
                return i;
            }
        }
        return before;
    }

    private static Map<String, int[]> index(List<PolicyRule> rules) {
        Map<String, List<Integer>> lists = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            int rule = i;
            rules.get(i).resources().stream()
                    .distinct()
                    .forEach(resource -> lists.computeIfAbsent(resource, r -> new ArrayList<>())
                            .add(rule));
        }
        Map<String, int[]> index = HashMap.newHashMap(lists.size());
        lists.forEach((resource, found) ->
                index.put(resource, found.stream().mapToInt(Integer::intValue).toArray()));
        return index;
    }
}
