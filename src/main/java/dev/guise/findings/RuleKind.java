package dev.guise.findings;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A kind of finding that a rule shows by itself, whoever has it: reported for each binding of its role, and in a draft
/// at its line.
public abstract class RuleKind extends FindingKind {

    RuleKind(KindPage page) {
        super(page, Repair.CORRECT_RULE);
    }

    /// What is wrong with one value of a rule.
    ///
    /// @param field   the list that the value stands in
    /// @param value   the value, as it is written
    /// @param reason  what the API server does instead, a sentence without its full stop
    /// @param instead the value that was meant, `""` where that is not known
    public record Fault(Field field, String value, String reason, String instead) {}

    /// A list of a rule.
    public enum Field {
        RESOURCES("resources"),
        RESOURCE_NAMES("resourceNames");

        private final String key;

        Field(String key) {
            this.key = key;
        }

        /// Its key in a manifest.
        public String key() {
            return key;
        }

        /// What a rule says there.
        public List<String> of(PolicyRule rule) {
            return this == RESOURCES ? rule.resources() : rule.resourceNames();
        }
    }

    /// What is wrong with a rule; empty for most.
    public abstract List<Fault> faults(PolicyRule rule);

    @Override
    final boolean isOfRule() {
        return true;
    }

    @Override
    final List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        var objects = survey.policy().objects();
        Stream.<RoleObject>concat(objects.clusterRoles().stream(), objects.roles().stream())
                .forEach(role -> {
                    for (int rule = 0; rule < role.rules().size(); rule++) {
                        for (Fault fault : faults(role.rules().get(rule))) {
                            look(survey, role, rule, fault, found);
                        }
                    }
                });
        return found;
    }

    private void look(Survey survey, RoleObject role, int rule, Fault fault, List<Finding> found) {
        for (Binding binding : survey.policy().bindingsOf(role)) {
            if (!binding.subjects().isEmpty()) {
                Grant grant = Survey.grantOf(binding, role, rule);
                found.add(draft().subject(grant.subject())
                        .grant(grant)
                        .part(fault.value())
                        .detail(fault.value() + " in " + Survey.role(grant) + " grants nothing: " + fault.reason()
                                + ".")
                        .remedy(fault.instead().isEmpty() ? page().fix() : "Write `" + fault.instead() + "`.")
                        .done());
            }
        }
    }
}
