package dev.guise.findings;

import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The grants of some rules only, of many users: each role is looked through once, and so is each group.
final class GrantsOf {
    private final Policy policy;
    private final Predicate<PolicyRule> which;
    private final IdentityHashMap<RoleObject, List<Integer>> rules = new IdentityHashMap<>();
    private final Map<String, List<Grant>> ofGroups = new HashMap<>();

    /// @param which the rules that are looked for
    GrantsOf(Policy policy, Predicate<PolicyRule> which) {
        this.policy = policy;
        this.which = which;
    }

    /// What a user was given, and what its groups were given.
    List<Grant> user(UserInfo user) {
        List<Grant> grants = new ArrayList<>(subject(Subject.user(user.name())));
        user.groups().stream()
                .distinct()
                .forEach(group -> grants.addAll(ofGroups.computeIfAbsent(group, g -> subject(Subject.group(g)))));
        return grants;
    }

    /// What a subject itself was given.
    List<Grant> subject(Subject subject) {
        List<Grant> grants = new ArrayList<>();
        policy.rolesOf(subject)
                .forEach(role ->
                        rules.computeIfAbsent(role.role(), this::rules).forEach(rule -> grants.add(role.rule(rule))));
        return grants;
    }

    private List<Integer> rules(RoleObject role) {
        return IntStream.range(0, role.rules().size())
                .filter(rule -> which.test(role.rules().get(rule)))
                .boxed()
                .toList();
    }
}
