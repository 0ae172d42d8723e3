package dev.guise.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// RBAC as the documentation puts it: walk all bindings, read every rule. Slow, and nothing in common with [Policy].
final class LiteralAuthorizer {
    private final Map<List<String>, List<PolicyRule>> roles = new LinkedHashMap<>();
    private final Map<List<String>, Binding> bindings = new LinkedHashMap<>();

    LiteralAuthorizer(RbacObjects objects) {
        objects.roles().forEach(role -> roles.put(List.of("Role", role.namespace(), role.name()), role.rules()));
        objects.clusterRoles().forEach(role -> roles.put(List.of("ClusterRole", "", role.name()), role.rules()));
        objects.clusterRoleBindings().forEach(binding -> bindings.put(List.of("", binding.name()), binding));
        objects.roleBindings().forEach(binding -> bindings.put(List.of(binding.namespace(), binding.name()), binding));
    }

    /// A binding, one of its subjects, and one of the rules.
    record Step(Binding binding, int subject, int rule) {}

    boolean allows(UserInfo user, Attributes request) {
        return user.groups().contains("system:masters")
                || steps(request).stream().anyMatch(step -> is(user, step) && matches(rule(step), request));
    }

    List<Step> whoCan(Attributes request) {
        return steps(request).stream()
                .filter(step -> matches(rule(step), request))
                .toList();
    }

    List<Step> rulesFor(UserInfo user, String namespace) {
        return steps(namespace).stream().filter(step -> is(user, step)).toList();
    }

    boolean is(UserInfo user, Step step) {
        Subject subject = step.binding().subjects().get(step.subject());
        return switch (subject.kind()) {
            case USER -> user.name().equals(subject.name());
            case GROUP -> user.groups().contains(subject.name());
            case SERVICE_ACCOUNT ->
                user.name().equals("system:serviceaccount:" + subject.namespace() + ":" + subject.name());
        };
    }

    private List<Step> steps(Attributes request) {
        return steps(request instanceof ResourceAttributes a ? a.namespace() : "");
    }

    /// Everything that could count there.
    private List<Step> steps(String namespace) {
        List<Step> all = new ArrayList<>();
        for (Binding binding : bindings.values()) {
            boolean here =
                    binding instanceof ClusterRoleBinding || binding.namespace().equals(namespace);
            for (int s = 0; here && s < binding.subjects().size(); s++) {
                for (int r = 0; r < rules(binding).size(); r++) {
                    all.add(new Step(binding, s, r));
                }
            }
        }
        return all;
    }

    private List<PolicyRule> rules(Binding binding) {
        RoleRef ref = binding.roleRef();
        String namespace = ref.kind() == RoleKind.ROLE ? binding.namespace() : "";
        return roles.getOrDefault(List.of(ref.kind().kind(), namespace, ref.name()), List.of());
    }

    private PolicyRule rule(Step step) {
        return rules(step.binding()).get(step.rule());
    }

    private static boolean matches(PolicyRule rule, Attributes request) {
        boolean verb = rule.verbs().contains("*") || rule.verbs().contains(request.verb());
        if (request instanceof NonResourceAttributes(String ignored, String path)) {
            return verb
                    && rule.nonResourceURLs().stream()
                            .anyMatch(url -> url.equals(path)
                                    || (url.endsWith("*") && path.startsWith(url.replaceAll("\\*+$", ""))));
        }
        ResourceAttributes a = (ResourceAttributes) request;
        boolean sub = !a.subresource().isEmpty();
        return verb
                && (rule.apiGroups().contains("*") || rule.apiGroups().contains(a.apiGroup()))
                && (rule.resources().contains("*")
                        || rule.resources().contains(sub ? a.resource() + "/" + a.subresource() : a.resource())
                        || (sub && rule.resources().contains("*/" + a.subresource())))
                && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(a.name()));
    }
}
