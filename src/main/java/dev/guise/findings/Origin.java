package dev.guise.findings;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What in the cluster a finding is about, as far as it is about something.
///
/// @param binding   the binding, or null
/// @param role      the role, or null
/// @param ruleIndex which of the role's rules, from 0; [#NO_RULE] when it is about all of the role, or about none
public record Origin(@Nullable Binding binding, @Nullable RoleObject role, int ruleIndex) {
    /// It is about no one rule.
    public static final int NO_RULE = -1;

    /// It is about the cluster.
    public static final Origin NONE = new Origin(null, null, NO_RULE);

    /// One rule as a binding gives it.
    public static Origin of(Grant grant) {
        return new Origin(grant.binding(), grant.role(), grant.ruleIndex());
    }

    /// All of what a binding gives; without a role where that does not exist.
    public static Origin of(Binding binding, @Nullable RoleObject role) {
        return new Origin(binding, role, NO_RULE);
    }

    /// The rule.
    public Optional<PolicyRule> rule() {
        return role == null || ruleIndex < 0
                ? Optional.empty()
                : Optional.of(role.rules().get(ruleIndex));
    }

    /// What stays the same while the objects stay the same: kinds, names and what the rule says, not where in the role
    /// it stands.
    List<String> identity() {
        String bound =
                binding == null ? "" : binding.kind() + " " + binding.meta().qualifiedName();
        String given = role == null ? "" : role.kind() + " " + role.meta().qualifiedName();
        return List.of(bound, given, rule().map(Origin::content).orElse(""));
    }

    private static String content(PolicyRule rule) {
        return new PolicyRule(
                        sorted(rule.verbs()),
                        sorted(rule.apiGroups()),
                        sorted(rule.resources()),
                        sorted(rule.resourceNames()),
                        sorted(rule.nonResourceURLs()))
                .compact();
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().distinct().toList();
    }

    /// In a few words: `ClusterRoleBinding b, ClusterRole r, rule 1`. Rules are counted from 1.
    public String describe() {
        StringBuilder words = new StringBuilder();
        if (binding != null) {
            words.append(binding.kind()).append(' ').append(binding.meta().qualifiedName());
        }
        if (role != null) {
            words.append(words.isEmpty() ? "" : ", ").append(role.kind()).append(' ');
            words.append(role.meta().qualifiedName());
        }
        if (ruleIndex >= 0) {
            words.append(", rule ").append(ruleIndex + 1);
        }
        return words.toString();
    }
}
