package dev.guise.escalation;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Rules in a few words, for nodes and labels.
public final class RuleWords {
    private static final int MOST = 2;

    private RuleWords() {}

    /// A rule such as `get, list secrets`, `impersonate users alice`; long lists are counted.
    public static String of(PolicyRule rule) {
        return few(rule.verbs(), "any verb") + " " + what(rule);
    }

    /// The same, with what was asked about before the rest, so that it is never among what is only counted.
    public static String of(PolicyRule rule, Attributes asked) {
        return of(switch (asked) {
            case ResourceAttributes request -> new PolicyRule(
                    first(rule.verbs(), List.of(request.verb())),
                    rule.apiGroups(),
                    first(rule.resources(), List.of(request.combinedResource(), "*/" + request.subresource())),
                    first(rule.resourceNames(), List.of(request.name())),
                    rule.nonResourceURLs());
            case NonResourceAttributes request -> new PolicyRule(
                    first(rule.verbs(), List.of(request.verb())),
                    rule.apiGroups(),
                    rule.resources(),
                    rule.resourceNames(),
                    first(rule.nonResourceURLs(), rule.nonResourceURLs().stream()
                            .filter(path -> covers(path, request.path()))
                            .toList()));
        });
    }

    private static boolean covers(String written, String path) {
        return written.endsWith("*") ? path.startsWith(written.substring(0, written.length() - 1)) : written.equals(path);
    }

    private static List<String> first(List<String> words, List<String> wanted) {
        return words.stream().sorted(Comparator.comparing(word -> !wanted.contains(word))).toList();
    }

    /// What a rule is on, without its verbs: `pods, deployments.apps`.
    public static String what(PolicyRule rule) {
        if (rule.resources().isEmpty()) {
            return few(rule.nonResourceURLs(), "any path");
        }
        String names = rule.resourceNames().isEmpty() ? "" : " " + few(rule.resourceNames(), "*");
        return few(rule.resources(), "any resource") + group(rule) + names;
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
