package dev.guise.rbac;

import java.util.ArrayList;
import java.util.List;

/// The rules of an identity in a namespace, as a SelfSubjectRulesReview of that identity lists them: a rule on
/// resources and paths makes one entry of each kind, nothing is put together. What a member of [Rbac#MASTERS] may do
/// without any rule is not in it, on a server neither.
///
/// Mirrors `RulesFor` in `plugin/pkg/auth/authorizer/rbac/rbac.go`.
///
/// @param resourceRules    rules on resources
/// @param nonResourceRules rules on paths
public record RulesReview(List<Entry> resourceRules, List<Entry> nonResourceRules) {

    public RulesReview {
        resourceRules = List.copyOf(resourceRules);
        nonResourceRules = List.copyOf(nonResourceRules);
    }

    /// One rule as it is listed, with where it came from.
    ///
    /// @param rule  only the resources of the rule, or only its paths
    /// @param grant the rule as written
    public record Entry(PolicyRule rule, Grant grant) {

        /// Whether the rule can allow anything. The server also lists paths that a RoleBinding gives, but nothing that
        /// is asked for without a namespace is ever allowed by a RoleBinding.
        public boolean isEffective() {
            return rule.nonResourceURLs().isEmpty() || grant.namespace().isEmpty();
        }
    }

    /// The rules of a user in a namespace; the namespace `""` gives those that hold everywhere. Linear in those rules.
    public static RulesReview of(Policy policy, UserInfo user, String namespace) {
        List<Entry> resources = new ArrayList<>();
        List<Entry> paths = new ArrayList<>();
        for (Grant grant : policy.rulesFor(user, namespace)) {
            PolicyRule rule = grant.rule();
            if (!rule.resources().isEmpty()) {
                PolicyRule part =
                        PolicyRule.named(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames());
                resources.add(new Entry(part, grant));
            }
            if (!rule.nonResourceURLs().isEmpty()) {
                paths.add(new Entry(PolicyRule.paths(rule.verbs(), rule.nonResourceURLs()), grant));
            }
        }
        return new RulesReview(resources, paths);
    }
}
