package dev.guise.rbac;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Fills in aggregated ClusterRoles that no controller has filled in yet, and lists the roles they are made of.
///
/// Mirrors `pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go`, run until nothing changes.
public final class Aggregation {
    /// The last of each name, in the order of the names, as the controller takes them.
    private final List<ClusterRole> roles;

    /// What each of them has, as numbers of [#distinct].
    private final List<BitSet> held = new ArrayList<>();

    private final List<PolicyRule> distinct = new ArrayList<>();

    /// The aggregated roles to be filled in, each with the roles that it takes its rules from.
    private final Map<Integer, BitSet> sources = new HashMap<>();

    private Aggregation(List<ClusterRole> all, Predicate<ClusterRole> unapplied) {
        Map<String, ClusterRole> byName = new TreeMap<>();
        all.forEach(role -> byName.put(role.name(), role));
        roles = List.copyOf(byName.values());
        Map<PolicyRule, Integer> numbers = new HashMap<>();
        for (int i = 0; i < roles.size(); i++) {
            ClusterRole role = roles.get(i);
            boolean open = !role.aggregation().isEmpty() && unapplied.test(role);
            held.add(open ? new BitSet() : number(role.rules(), numbers));
            if (open) {
                sources.put(i, sourcesOf(role));
            }
        }
    }

    /// The same ClusterRoles, the aggregated ones among `unapplied` with the rules of all the ClusterRoles that one of
    /// their selectors matches, other aggregated ones included; what such a role itself has written is replaced. Of
    /// roles with the same name the last one counts.
    ///
    /// A cycle of selectors ends at the least set of rules that satisfies it. The cost is that of one pass over all
    /// pairs of an aggregated and another ClusterRole for each step of the longest chain of aggregated ones.
    ///
    /// @param all       every ClusterRole of the cluster
    /// @param unapplied whether a ClusterRole was never on a server; a server's own copy is left as it is
    public static List<ClusterRole> fill(List<ClusterRole> all, Predicate<ClusterRole> unapplied) {
        if (all.stream().allMatch(role -> role.aggregation().isEmpty())) {
            return all;
        }
        Aggregation aggregation = new Aggregation(all, unapplied);
        return aggregation.sources.isEmpty() ? all : aggregation.filled(all);
    }

    /// The ClusterRoles that the rules of an aggregated one are written in: those that its selectors match, and for an
    /// aggregated one among them those that make it up in turn. One pass over all for each aggregated one on the
    /// way.
    public static List<ClusterRole> sources(ClusterRole aggregated, List<ClusterRole> all) {
        Set<String> seen = new HashSet<>(Set.of(aggregated.name()));
        List<ClusterRole> found = new ArrayList<>();
        ArrayDeque<ClusterRole> open = new ArrayDeque<>(List.of(aggregated));
        while (!open.isEmpty()) {
            ClusterRole role = open.poll();
            all.stream()
                    .filter(other -> selects(role, other))
                    .filter(other -> seen.add(other.name()))
                    .forEach(other -> (other.aggregation().isEmpty() ? found : open).add(other));
        }
        return found;
    }

    /// What the controller makes of a change: an aggregated ClusterRole loses the rules that were written for it before
    /// and no longer are, and gets those that are now. What else it has stays, as does the order.
    ///
    /// @param before  every ClusterRole before the change
    /// @param changed every ClusterRole as the change itself leaves it
    public static List<ClusterRole> follow(List<ClusterRole> before, List<ClusterRole> changed) {
        if (changed.stream().allMatch(role -> role.aggregation().isEmpty())) {
            return changed;
        }
        return changed.stream()
                .map(role -> role.aggregation().isEmpty() ? role : follow(role, before, changed))
                .toList();
    }

    private static ClusterRole follow(ClusterRole role, List<ClusterRole> before, List<ClusterRole> changed) {
        Set<PolicyRule> written = written(role, before);
        Set<PolicyRule> now = written(role, changed);
        if (written.equals(now)) {
            return role;
        }
        Set<PolicyRule> rules = new LinkedHashSet<>(role.rules());
        rules.removeIf(rule -> written.contains(rule) && !now.contains(rule));
        now.stream().filter(rule -> !written.contains(rule)).forEach(rules::add);
        return new ClusterRole(role.meta(), List.copyOf(rules), role.aggregation());
    }

    private static Set<PolicyRule> written(ClusterRole aggregated, List<ClusterRole> all) {
        Set<PolicyRule> rules = new LinkedHashSet<>();
        sources(aggregated, all).forEach(source -> rules.addAll(source.rules()));
        return rules;
    }

    private BitSet number(List<PolicyRule> rules, Map<PolicyRule, Integer> numbers) {
        BitSet own = new BitSet();
        for (PolicyRule rule : rules) {
            Integer known = numbers.putIfAbsent(rule, distinct.size());
            if (known == null) {
                own.set(distinct.size());
                distinct.add(rule);
            } else {
                own.set(known);
            }
        }
        return own;
    }

    private BitSet sourcesOf(ClusterRole role) {
        BitSet selected = new BitSet();
        for (int i = 0; i < roles.size(); i++) {
            if (!roles.get(i).name().equals(role.name()) && selects(role, roles.get(i))) {
                selected.set(i);
            }
        }
        return selected;
    }

    private static boolean selects(ClusterRole role, ClusterRole other) {
        return role.aggregation().stream()
                .anyMatch(selector -> selector.matches(other.meta().labels()));
    }

    private List<ClusterRole> filled(List<ClusterRole> all) {
        BitSet changed = new BitSet();
        changed.set(0, roles.size());
        while (!changed.isEmpty()) {
            changed = addFrom(changed);
        }
        Map<String, ClusterRole> replaced = new HashMap<>();
        Map<BitSet, List<PolicyRule>> lists = new HashMap<>();
        sources.keySet().forEach(i -> {
            ClusterRole role = roles.get(i);
            List<PolicyRule> rules = lists.computeIfAbsent(held.get(i), this::rules);
            replaced.put(role.name(), new ClusterRole(role.meta(), rules, role.aggregation()));
        });
        return all.stream()
                .map(role -> replaced.getOrDefault(role.name(), role))
                .toList();
    }

    /// Carries rules at least one step along the chains of aggregated roles.
    ///
    /// @param sourcesChanged the roles that got rules the last time
    /// @return those that got rules this time
    private BitSet addFrom(BitSet sourcesChanged) {
        BitSet changed = new BitSet();
        sources.forEach((role, from) -> {
            if (from.intersects(sourcesChanged) || from.intersects(changed)) {
                BitSet own = held.get(role);
                int before = own.cardinality();
                from.stream().forEach(source -> own.or(held.get(source)));
                changed.set(role, own.cardinality() > before);
            }
        });
        return changed;
    }

    private List<PolicyRule> rules(BitSet numbers) {
        return numbers.stream().mapToObj(distinct::get).toList();
    }
}
