package dev.guise.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether rules that someone holds cover rules that they want to grant.
///
/// Mirrors `Covers` in `k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go` and `CompactRules` in
/// `pkg/registry/rbac/validation/policy_compact.go`.
public final class RuleCoverage {
    private RuleCoverage() {}

    /// More missing parts than this tell nobody anything, and three lists of a thousand entries make a thousand
    /// million.
    private static final int MAX_MISSING = 100_000;

    /// From this many parts on it pays to ask first whether one held rule covers the whole.
    private static final int MANY_PARTS = 64;

    /// The parts of `wanted` that no single rule of `held` covers, each with one verb, group, resource and at most one
    /// name, or one verb and path; the first 100,000 of them. Empty when all is covered. Costs (number of parts) ×
    /// (number of held rules on the same resource and name).
    public static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
        Held index = new Held(held);
        return wanted.stream()
                .filter(rule -> parts(rule) < MANY_PARTS || !index.covers(rule))
                .flatMap(RuleCoverage::breakDown)
                .filter(part -> !index.covers(part))
                .limit(MAX_MISSING)
                .toList();
    }

    /// Whether all of `wanted` is covered; stops at the first part that is not.
    public static boolean covers(List<PolicyRule> held, List<PolicyRule> wanted) {
        return new Held(held).coversAll(wanted);
    }

    private static double parts(PolicyRule rule) {
        double named = (double) rule.apiGroups().size()
                * rule.resources().size()
                * Math.max(1, rule.resourceNames().size());
        return rule.verbs().size() * (named + rule.nonResourceURLs().size());
    }

    /// Held rules, found by resource and name, to be asked many times.
    public static final class Held {
        private final List<PolicyRule> all;
        private final Map<Place, List<PolicyRule>> byPlace = new HashMap<>();

        /// @param name the name that a rule is limited to, or null for rules that are looked at whatever the name is
        private record Place(String resource, @Nullable String name) {}

        /// Time and memory linear in what the rules name.
        public Held(List<PolicyRule> held) {
            this.all = List.copyOf(held);
            held.forEach(rule -> new HashSet<>(rule.resources()).forEach(resource -> add(rule, resource)));
        }

        private void add(PolicyRule rule, String resource) {
            if (rule.resourceNames().isEmpty() || rule.resourceNames().size() > MANY_PARTS) {
                add(rule, new Place(resource, null));
                return;
            }
            new HashSet<>(rule.resourceNames()).forEach(name -> add(rule, new Place(resource, name)));
        }

        private void add(PolicyRule rule, Place place) {
            byPlace.computeIfAbsent(place, p -> new ArrayList<>(1)).add(rule);
        }

        /// Whether all of `wanted` is covered; stops at the first part that is not.
        public boolean coversAll(List<PolicyRule> wanted) {
            return coversAll(wanted, this::covers);
        }

        /// Whether all of `wanted` is covered, each part by a rule of these or of the others.
        public boolean coversAllWith(Held others, List<PolicyRule> wanted) {
            return coversAll(wanted, rule -> covers(rule) || others.covers(rule));
        }

        private static boolean coversAll(List<PolicyRule> wanted, Predicate<PolicyRule> covered) {
            for (PolicyRule rule : wanted) {
                boolean atOnce = parts(rule) >= MANY_PARTS && covered.test(rule);
                if (!atOnce && !everyPart(rule, covered)) {
                    return false;
                }
            }
            return true;
        }

        /// The parts of [#breakDown], without streams: most rules fail at the first one, and this is asked millions of
        /// times.
        private static boolean everyPart(PolicyRule rule, Predicate<PolicyRule> test) {
            for (String verb : rule.verbs()) {
                List<String> verbs = List.of(verb);
                for (String group : rule.apiGroups()) {
                    if (!everyResource(rule, verbs, List.of(group), test)) {
                        return false;
                    }
                }
                for (String path : rule.nonResourceURLs()) {
                    if (!test.test(PolicyRule.paths(verbs, List.of(path)))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean everyResource(
                PolicyRule rule, List<String> verbs, List<String> groups, Predicate<PolicyRule> test) {
            for (String resource : rule.resources()) {
                if (rule.resourceNames().isEmpty()
                        && !test.test(PolicyRule.resources(verbs, groups, List.of(resource)))) {
                    return false;
                }
                for (String name : rule.resourceNames()) {
                    if (!test.test(PolicyRule.named(verbs, groups, List.of(resource), List.of(name)))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean covers(PolicyRule wanted) {
            if (wanted.resources().isEmpty()) {
                return anyCovers(all, wanted);
            }
            String resource = wanted.resources().getFirst();
            int slash = resource.indexOf('/');
            return coversAt(resource, wanted)
                    || coversAt(PolicyRule.ALL, wanted)
                    || (slash >= 0 && coversAt("*" + resource.substring(slash), wanted));
        }

        private boolean coversAt(String resource, PolicyRule wanted) {
            List<String> names = wanted.resourceNames();
            return anyCovers(byPlace.get(new Place(resource, null)), wanted)
                    || (!names.isEmpty() && anyCovers(byPlace.get(new Place(resource, names.getFirst())), wanted));
        }

        private static boolean anyCovers(@Nullable List<PolicyRule> rules, PolicyRule wanted) {
            if (rules == null) {
                return false;
            }
            // no stream: this is asked millions of times
            for (PolicyRule rule : rules) {
                if (RuleCoverage.covers(rule, wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// The rule as parts with a single verb, group, resource and at most one name, or a single verb and path; made one
    /// by one as they are asked for.
    public static Stream<PolicyRule> breakDown(PolicyRule rule) {
        Stream<PolicyRule> resources = rule.apiGroups().stream()
                .flatMap(group -> rule.resources().stream()
                        .flatMap(resource ->
                                rule.verbs().stream().flatMap(verb -> resourceParts(rule, group, resource, verb))));
        Stream<PolicyRule> paths = rule.nonResourceURLs().stream()
                .flatMap(path -> rule.verbs().stream().map(verb -> PolicyRule.paths(List.of(verb), List.of(path))));
        return Stream.concat(resources, paths);
    }

    private static Stream<PolicyRule> resourceParts(PolicyRule rule, String group, String resource, String verb) {
        if (rule.resourceNames().isEmpty()) {
            return Stream.of(PolicyRule.resources(List.of(verb), List.of(group), List.of(resource)));
        }
        return rule.resourceNames().stream()
                .map(name -> PolicyRule.named(List.of(verb), List.of(group), List.of(resource), List.of(name)));
    }

    private static boolean covers(PolicyRule held, PolicyRule part) {
        return hasAll(held.verbs(), part.verbs())
                && hasAll(held.apiGroups(), part.apiGroups())
                && coversResources(held.resources(), part.resources())
                && coversNames(held.resourceNames(), part.resourceNames())
                && coversPaths(held, part.nonResourceURLs());
    }

    private static boolean coversPaths(PolicyRule held, List<String> wanted) {
        return wanted.isEmpty() || wanted.stream().allMatch(path -> RuleMatching.path(held, path));
    }

    private static boolean hasAll(List<String> held, List<String> wanted) {
        if (wanted.size() == 1 && held.contains(wanted.getFirst())) {
            return true;
        }
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
                            key -> verbs.computeIfAbsent(key, k -> new ArrayList<>())
                                    .addAll(rule.verbs()),
                            () -> compacted.add(rule));
        }
        verbs.forEach((key, all) ->
                compacted.add(PolicyRule.named(all, key.apiGroups(), key.resources(), key.resourceNames())));
        return compacted;
    }

    private static Optional<PolicyRule> simpleKey(PolicyRule rule) {
        boolean simple = !rule.verbs().isEmpty()
                && rule.apiGroups().size() == 1
                && rule.resources().size() == 1
                && rule.resourceNames().size() <= 1
                && rule.nonResourceURLs().isEmpty();
        return simple
                ? Optional.of(PolicyRule.named(List.of(), rule.apiGroups(), rule.resources(), rule.resourceNames()))
                : Optional.empty();
    }
}
