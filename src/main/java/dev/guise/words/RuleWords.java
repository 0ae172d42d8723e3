package dev.guise.words;

import dev.guise.escalation.engine.Abilities;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// Rules in a few words, for nodes and labels: one wording everywhere.
public final class RuleWords {
    private static final int MAX_WORDS = 2;

    private RuleWords() {}

    /// A rule such as `get, list secrets`, `impersonate users alice`, `any verb on any resource`; long lists are
    /// counted.
    public static String of(PolicyRule rule) {
        return of(rule, List.of());
    }

    /// The same, of which only what some requests asked for is told and the rest is counted, so that what matters is
    /// not among what is only counted.
    public static String of(PolicyRule rule, Collection<ResourceAttributes> asked) {
        String what = what(rule, asked);
        return rule.verbs().contains(PolicyRule.ALL)
                ? "any verb on " + what
                : few(rule.verbs(), "any verb", verb -> isAsked(verb, rule, asked)) + " " + what;
    }

    /// The same for one request, which may ask for a path.
    public static String of(PolicyRule rule, Attributes asked) {
        return switch (asked) {
            case ResourceAttributes request -> of(rule, List.of(request));
            case NonResourceAttributes request ->
                few(rule.verbs(), "any verb", request.verb()::equals) + " "
                        + few(rule.nonResourceURLs(), "any path", path -> covers(path, request.path()));
        };
    }

    private static boolean covers(String written, String path) {
        return written.endsWith("*")
                ? path.startsWith(written.substring(0, written.length() - 1))
                : written.equals(path);
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
            return few(rule.nonResourceURLs(), "any path", path -> false);
        }
        String names = few(
                rule.resourceNames(),
                "*",
                name -> asked.stream().anyMatch(request -> request.name().equals(name)));
        String resources = few(
                rule.resources(),
                "any resource",
                resource -> asked.stream()
                        .anyMatch(request -> request.combinedResource().equals(resource)));
        return resources + group(rule) + (names.isEmpty() ? "" : " " + names);
    }

    /// All of a rule in words: `get, list on pods, deployments (API groups core, apps), only web, db`.
    public static String all(PolicyRule rule) {
        String verbs = all(rule.verbs(), "any verb");
        if (rule.resources().isEmpty()) {
            return verbs + " on " + all(rule.nonResourceURLs(), "any path");
        }
        List<String> groups = rule.apiGroups().stream()
                .map(group -> group.isEmpty() ? "core" : group)
                .toList();
        return verbs + " on " + all(rule.resources(), "any resource")
                + " (API group" + (groups.size() == 1 ? " " : "s ") + all(groups, "any") + ")"
                + (rule.resourceNames().isEmpty() ? "" : ", only " + String.join(", ", rule.resourceNames()));
    }

    private static String all(List<String> words, String any) {
        return words.contains(PolicyRule.ALL) ? any : String.join(", ", words);
    }

    // The groups of Kubernetes' own short names go without saying; a single foreign one is told.
    private static String group(PolicyRule rule) {
        boolean one = rule.apiGroups().size() == 1 && rule.resources().size() == 1;
        String group = one ? rule.apiGroups().getFirst() : "";
        boolean plain = group.isEmpty()
                || group.equals(PolicyRule.ALL)
                || rule.resources().contains(PolicyRule.ALL);
        return plain ? "" : "." + group;
    }

    // What matters, or else the first; the rest is counted.
    private static String few(List<String> words, String all, Predicate<String> matters) {
        if (words.contains(PolicyRule.ALL)) {
            return all;
        }
        List<String> mattering = words.stream().distinct().filter(matters).toList();
        List<String> told = (mattering.isEmpty() ? words : mattering)
                .stream().distinct().limit(MAX_WORDS).toList();
        long rest = words.stream().distinct().count() - told.size();
        return String.join(", ", told) + (rest == 0 ? "" : " +" + rest);
    }
}
