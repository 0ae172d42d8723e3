package dev.guise.report;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;

/// The JSON of what a permission comes from, the same in every document.
public final class GrantJson {
    private final JsonWriter json;

    public GrantJson(JsonWriter json) {
        this.json = json;
    }

    /// The fields `subject`, `binding`, `role`, `rule` and `namespace` (`""` for everywhere).
    public void grant(Grant grant) {
        subject("subject", grant.subject());
        from(grant);
    }

    /// The fields of [#grant] without the subject.
    public void from(Grant grant) {
        binding(grant.binding());
        role(grant.role());
        rule(grant.rule(), grant.ruleIndex());
        json.text("namespace", grant.namespace());
    }

    /// A subject: `kind`, `namespace` and `name`.
    public void subject(String field, Subject subject) {
        object(field, subject.kind().kind(), subject.namespace(), subject.name());
    }

    /// The field `binding`.
    public void binding(Binding binding) {
        object("binding", binding.kind(), binding.namespace(), binding.name());
    }

    /// The field `role`.
    public void role(RoleObject role) {
        object("role", role.kind().kind(), role.namespace(), role.name());
    }

    private void object(String field, String kind, String namespace, String name) {
        json.object(field, () -> {
            json.text("kind", kind);
            json.text("namespace", namespace);
            json.text("name", name);
        });
    }

    /// The field `rule`, with its `number` in the role counted from 1.
    public void rule(PolicyRule rule, int index) {
        json.object("rule", () -> {
            json.number("number", index + 1L);
            json.strings("verbs", rule.verbs());
            json.strings("apiGroups", rule.apiGroups());
            json.strings("resources", rule.resources());
            json.strings("resourceNames", rule.resourceNames());
            json.strings("nonResourceURLs", rule.nonResourceURLs());
        });
    }
}
