package dev.guise.rbac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Fills in aggregated ClusterRoles that no controller has filled in yet.
///
/// Mirrors `pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go`, run until nothing changes.
public final class Aggregation {
    private Aggregation() {}

    /// The same ClusterRoles, the aggregated ones among `unapplied` with the rules of all the ClusterRoles that one of
    /// their selectors matches, other aggregated ones included; what such a role itself has written is replaced.
    ///
    /// A cycle of selectors ends at the least set of rules that satisfies it. The cost is that of one pass over all
    /// pairs of an aggregated and another ClusterRole, and one over the rules for each step of the longest chain.
    ///
    /// @param all       every ClusterRole of the cluster
    /// @param unapplied whether a ClusterRole was never on a server; a server's own copy is left as it is
    public static List<ClusterRole> fill(List<ClusterRole> all, Predicate<ClusterRole> unapplied) {
        List<ClusterRole> open = all.stream()
                .filter(role -> !role.aggregation().isEmpty() && unapplied.test(role))
                .toList();
        if (open.isEmpty()) {
            return all;
        }
        Map<String, Set<PolicyRule>> rules = new HashMap<>();
        all.forEach(role -> rules.put(role.name(), new LinkedHashSet<>(role.rules())));
        open.forEach(role -> rules.put(role.name(), new LinkedHashSet<>()));
        Map<String, List<String>> sources = sources(open, all);
        while (addOnce(sources, rules)) {
            // each turn carries rules one step along a chain of aggregated roles
        }
        return all.stream()
                .map(role -> sources.containsKey(role.name())
                        ? new ClusterRole(
                                role.meta(),
                                new ArrayList<>(rules.getOrDefault(role.name(), Set.of())),
                                role.aggregation())
                        : role)
                .toList();
    }

    private static Map<String, List<String>> sources(List<ClusterRole> open, List<ClusterRole> all) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (ClusterRole role : open) {
            sources.put(
                    role.name(),
                    all.stream()
                            .filter(other -> !other.name().equals(role.name()) && selects(role, other))
                            .map(ClusterRole::name)
                            .sorted(Comparator.naturalOrder())
                            .toList());
        }
        return sources;
    }

    private static boolean selects(ClusterRole role, ClusterRole other) {
        return role.aggregation().stream()
                .anyMatch(selector -> selector.matches(other.meta().labels()));
    }

    private static boolean addOnce(Map<String, List<String>> sources, Map<String, Set<PolicyRule>> rules) {
        boolean changed = false;
        for (Map.Entry<String, List<String>> entry : sources.entrySet()) {
            Set<PolicyRule> own = rules.getOrDefault(entry.getKey(), new LinkedHashSet<>());
            for (String source : entry.getValue()) {
                changed |= own.addAll(rules.getOrDefault(source, Set.of()));
            }
        }
        return changed;
    }
}
