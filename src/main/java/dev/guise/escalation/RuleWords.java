package dev.guise.escalation;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Rules in a few words, for nodes and labels: one wording everywhere.
public final class RuleWords {
    private static final int MOST = 2;

    private RuleWords() {}

    /// A rule such as `get, list secrets`, `impersonate users alice`, `any verb on any resource`; long lists are counted.
    public static String of(PolicyRule rule) {
        return of(rule, List.of());
    }

    /// The same with what some requests asked for in the first place, so that it is not among what is only counted.
    public static String of(PolicyRule rule, Collection<ResourceAttributes> asked) {
        String what = what(rule, asked);
        return rule.verbs().contains(PolicyRule.ALL)
                ? "any verb on " + what
                : few(first(rule.verbs(), verb -> isAsked(verb, rule, asked)), "any verb") + " " + what;
    }

    // The verb of an action check has the request's at its end.
    private static boolean isAsked(String verb, PolicyRule rule, Collection<ResourceAttributes> asked) {
        return asked.stream()
                .filter(request -> Abilities.matchesResource(rule, request.combinedResource()))
                .anyMatch(request -> verb.equals(request.verb()) || verb.endsWith(":" + request.verb()));
    }

    /// What a rule is on, without its verbs: `pods, deployments.apps`.
    public static String what(PolicyRule rule) {
        return what(rule, List.of());
    }

    private static String what(PolicyRule rule, Collection<ResourceAttributes> asked) {
        if (rule.resources().isEmpty()) {
            return few(rule.nonResourceURLs(), "any path");
        }
        List<String> names = first(rule.resourceNames(), name ->
                asked.stream().anyMatch(request -> request.name().equals(name)));
        List<String> resources = first(rule.resources(), resource ->
                asked.stream().anyMatch(request -> request.combinedResource().equals(resource)));
        String named = names.isEmpty() ? "" : " " + few(names, "*");
        return few(resources, "any resource") + group(rule) + named;
    }

    private static List<String> first(List<String> words, Predicate<String> wanted) {
        List<String> sorted = new ArrayList<>(words.stream().filter(wanted).toList());
        words.stream().filter(wanted.negate()).forEach(sorted::add);
        return sorted;
    }

    // The groups of Kubernetes' own short names go without saying; a single foreign one is told.
    private static String group(PolicyRule rule) {
        boolean one = rule.apiGroups().size() == 1 && rule.resources().size() == 1;
        String group = one ? rule.apiGroups().getFirst() : "";
        boolean plain = group.isEmpty() || group.equals(PolicyRule.ALL) || rule.resources().contains(PolicyRule.ALL);
        return plain ? "" : "." + group;
    }

    static String few(List<String> words, String all) {
        if (words.contains(PolicyRule.ALL)) {
            return all;
        }
        String first = words.stream().limit(MOST).collect(Collectors.joining(", "));
        return words.size() <= MOST ? first : first + " +" + (words.size() - MOST);
    }
}
