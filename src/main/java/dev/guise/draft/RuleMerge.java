package dev.guise.draft;

import dev.guise.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings the rules of a role from what a form said to what it says, and leaves the others where they are.
final class RuleMerge {
    private final List<PolicyRule> added;
    private final List<Content> removed;

    /// A rule whatever the order of its lists.
    private record Content(
            Set<String> verbs, Set<String> groups, Set<String> resources, Set<String> names, Set<String> paths) {
        static Content of(PolicyRule rule) {
            return new Content(
                    new HashSet<>(rule.verbs()),
                    new HashSet<>(rule.apiGroups()),
                    new HashSet<>(rule.resources()),
                    new HashSet<>(rule.resourceNames()),
                    new HashSet<>(rule.nonResourceURLs()));
        }

        /// How much of two rules is the same, for telling which became which.
        int likeness(Content other) {
            return (verbs.equals(other.verbs) ? 1 : 0)
                    + (resources.equals(other.resources) && paths.equals(other.paths) ? 2 : 0)
                    + (names.equals(other.names) ? 1 : 0);
        }
    }

    private RuleMerge(List<PolicyRule> before, List<PolicyRule> after) {
        List<Content> old = before.stream().map(Content::of).toList();
        List<Content> now = after.stream().map(Content::of).toList();
        this.added = new ArrayList<>(
                after.stream().filter(rule -> !old.contains(Content.of(rule))).toList());
        this.removed = old.stream().filter(content -> !now.contains(content)).toList();
    }

    static List<PolicyRule> merge(List<PolicyRule> written, List<PolicyRule> before, List<PolicyRule> after) {
        return new RuleMerge(before, after).apply(written);
    }

    private List<PolicyRule> apply(List<PolicyRule> written) {
        // What is written already need not come.
        List<Content> there = written.stream().map(Content::of).toList();
        added.removeIf(rule -> there.contains(Content.of(rule)));
        List<PolicyRule> merged = new ArrayList<>();
        int last = -1;
        for (PolicyRule rule : written) {
            if (!removed.contains(Content.of(rule))) {
                merged.add(rule);
                continue;
            }
            Optional<PolicyRule> now = mostAlike(rule);
            now.ifPresent(added::remove);
            now.map(changed -> inOrder(rule, changed)).ifPresent(merged::add);
            last = now.isPresent() ? merged.size() : last;
        }
        merged.addAll(last < 0 ? merged.size() : last, added);
        return merged;
    }

    private Optional<PolicyRule> mostAlike(PolicyRule rule) {
        Content content = Content.of(rule);
        Optional<PolicyRule> best = Optional.empty();
        int most = 0;
        for (PolicyRule candidate : added) {
            int likeness = content.likeness(Content.of(candidate));
            if (likeness > most) {
                most = likeness;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /// What stays in the order in which it was written, what comes behind it.
    private static PolicyRule inOrder(PolicyRule written, PolicyRule now) {
        return new PolicyRule(
                inOrder(written.verbs(), now.verbs()),
                inOrder(written.apiGroups(), now.apiGroups()),
                inOrder(written.resources(), now.resources()),
                inOrder(written.resourceNames(), now.resourceNames()),
                inOrder(written.nonResourceURLs(), now.nonResourceURLs()));
    }

    private static List<String> inOrder(List<String> written, List<String> now) {
        Set<String> ordered = new LinkedHashSet<>(written);
        ordered.retainAll(now);
        ordered.addAll(now);
        return List.copyOf(ordered);
    }
}
