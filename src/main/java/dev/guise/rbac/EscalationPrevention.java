package dev.guise.rbac;

import java.util.List;
import java.util.TreeSet;

/// Whether a user may write a role or binding: the write itself, and that no user grants more permissions than they
/// have.
///
/// Mirrors `pkg/registry/rbac/escalation_check.go` and the policy-based storages beside it.
public final class EscalationPrevention {
    private static final String ESCALATE = "escalate";
    private static final String BIND = "bind";

    private final Policy policy;

    public EscalationPrevention(Policy policy) {
        this.policy = policy;
    }

    /// A role's creation, or its update to the rules given. An update that leaves the rules as they are is never
    /// stopped by the server; that comparison is the caller's.
    ///
    /// @param verb `create`, `update` or `patch`
    public WriteReview review(UserInfo writer, String verb, RoleObject role) {
        Decision write = policy.authorize(writer, request(verb, role.kind().resource(), role.namespace(), role.name()));
        if (!write.isAllowed()) {
            return new WriteReview.Forbidden(write);
        }
        if (writer.isMaster()) {
            return new WriteReview.Allowed(write, new WriteReview.Passed.Superuser());
        }
        ResourceAttributes request = request(verb, role.kind().resource(), role.namespace(), role.name());
        Decision escalate = policy.authorize(writer, request.withVerb(ESCALATE));
        if (escalate.isAllowed()) {
            return new WriteReview.Allowed(write, new WriteReview.Passed.ByVerb(escalate));
        }
        return holdsAll(
                writer, role.namespace(), role.rules(), write, role.kind().resource(), role.name());
    }

    /// A binding's creation, or its update.
    ///
    /// @param verb `create`, `update` or `patch`
    public WriteReview review(UserInfo writer, String verb, Binding binding) {
        Decision write =
                policy.authorize(writer, request(verb, binding.resource(), binding.namespace(), binding.name()));
        if (!write.isAllowed()) {
            return new WriteReview.Forbidden(write);
        }
        if (writer.isMaster()) {
            return new WriteReview.Allowed(write, new WriteReview.Passed.Superuser());
        }
        RoleRef ref = binding.roleRef();
        Decision bind = policy.authorize(writer, bindRequest(ref, binding.namespace()));
        if (bind.isAllowed()) {
            return new WriteReview.Allowed(write, new WriteReview.Passed.ByVerb(bind));
        }
        return policy.role(ref, binding.namespace())
                .map(role ->
                        holdsAll(writer, binding.namespace(), role.rules(), write, binding.resource(), binding.name()))
                .orElseGet(() -> new WriteReview.Escalation(List.of(), notFound(binding.resource(), ref.name())));
    }

    /// The request that `bind` is checked with: the role's name in the **binding's** namespace.
    public static ResourceAttributes bindRequest(RoleRef ref, String bindingNamespace) {
        return new ResourceAttributes(BIND, Rbac.GROUP, ref.kind().resource(), "", bindingNamespace, ref.name());
    }

    /// The rules of `wanted` that the writer does not hold in the namespace (`""`: at cluster scope), in parts.
    public List<PolicyRule> missing(UserInfo writer, String namespace, List<PolicyRule> wanted) {
        List<PolicyRule> held =
                policy.rulesFor(writer, namespace).stream().map(Grant::rule).toList();
        return RuleCoverage.missing(held, wanted);
    }

    private WriteReview holdsAll(
            UserInfo writer, String namespace, List<PolicyRule> wanted, Decision write, String resource, String name) {
        List<PolicyRule> missing = missing(writer, namespace, wanted);
        if (missing.isEmpty()) {
            return new WriteReview.Allowed(write, new WriteReview.Passed.HeldRules());
        }
        List<PolicyRule> compacted = RuleCoverage.compact(missing);
        String message = message(writer, resource, name, compacted) + resolutionErrors(writer, namespace, resource);
        return new WriteReview.Escalation(compacted, message);
    }

    /// The server adds which of the writer's own bindings lead nowhere.
    private String resolutionErrors(UserInfo writer, String namespace, String resource) {
        List<String> errors = policy.danglingBindings().stream()
                .filter(binding ->
                        binding.namespace().isEmpty() || binding.namespace().equals(namespace))
                .filter(binding -> binding.subjects().stream().anyMatch(subject -> subject.matches(writer)))
                .map(binding -> notFound(resource, binding.roleRef().name()))
                .distinct()
                .toList();
        String all = String.join(", ", errors);
        return switch (errors.size()) {
            case 0 -> "";
            case 1 -> "; resolution errors: [" + all + "]";
            default -> "; resolution errors: [[" + all + "]]";
        };
    }

    /// The server names the resource of the request there, not that of the role it missed.
    private static String notFound(String requestedResource, String role) {
        return requestedResource + "." + Rbac.GROUP + " " + GoFormat.quoted(role) + " not found";
    }

    private static String message(UserInfo writer, String resource, String name, List<PolicyRule> missing) {
        TreeSet<String> lines = new TreeSet<>();
        missing.forEach(rule -> lines.add(rule.compact()));
        return resource + "." + Rbac.GROUP + " " + GoFormat.quoted(name) + " is forbidden: user "
                + GoFormat.quoted(writer.name()) + " (groups=" + GoFormat.quotedList(writer.groups())
                + ") is attempting to grant RBAC permissions not currently held:\n" + String.join("\n", lines);
    }

    /// A create has no name.
    private static ResourceAttributes request(String verb, String resource, String namespace, String name) {
        return new ResourceAttributes(verb, Rbac.GROUP, resource, "", namespace, verb.equals("create") ? "" : name);
    }
}
