package dev.guise.ui.draft.result;

import dev.guise.rbac.PolicyRule;
import dev.guise.ui.request.RequestText;
import java.util.ArrayList;
import java.util.List;

/// A rule in a line.
final class RuleWords {
    private RuleWords() {}

    /// `get, list pods, deployments.apps named web`.
    static String of(PolicyRule rule) {
        List<String> what = new ArrayList<>(rule.nonResourceURLs());
        rule.apiGroups()
                .forEach(group -> rule.resources()
                        .forEach(resource -> what.add(
                                group.equals(PolicyRule.ALL) ? resource : RequestText.write(group, resource))));
        String names = rule.resourceNames().isEmpty() ? "" : " named " + String.join(", ", rule.resourceNames());
        return String.join(", ", rule.verbs()) + "  " + String.join(", ", what) + names;
    }
}
