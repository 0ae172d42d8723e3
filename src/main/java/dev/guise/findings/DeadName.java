package dev.guise.findings;

import dev.guise.impersonation.NamelessVerbs;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Names beside verbs whose requests have none.
public final class DeadName extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "DEAD-RESOURCENAME-VERB",
            Severity.MEDIUM,
            "Rule limits a verb without names to names",
            "A bound rule has `resourceNames` and the verb `create` on whole objects, which never carries a name; or,"
                    + " as a low finding, `list`, `watch` or `deletecollection`, which carry one only with"
                    + " `fieldSelector=metadata.name=<name>`.",
            "A request to create an object does not carry its name where RBAC looks for it, so the rule never allows"
                    + " it. A common reaction is to remove the names, which grants everything.",
            "Give `create` a separate rule without `resourceNames`, or remove it; let clients list and watch"
                    + " with a field selector.",
            KindPage.NOTHING_SHOWS,
            KindPage.RBAC + "#referring-to-resources");

    DeadName() {
        super(PAGE, Repair.CORRECT_RULE);
    }

    @Override
    boolean isOfRule() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        var objects = survey.policy().objects();
        Stream.<RoleObject>concat(objects.clusterRoles().stream(), objects.roles().stream())
                .forEach(role -> {
                    for (int rule = 0; rule < role.rules().size(); rule++) {
                        look(survey, role, rule, found);
                    }
                });
        return found;
    }

    private void look(Survey survey, RoleObject role, int index, List<Finding> found) {
        PolicyRule rule = role.rules().get(index);
        NamelessVerbs nameless = NamelessVerbs.of(rule);
        List<String> never = nameless.never();
        List<String> selecting = nameless.selecting();
        if (never.isEmpty() && selecting.isEmpty()) {
            return;
        }
        for (Binding binding : survey.policy().bindingsOf(role)) {
            if (binding.subjects().isEmpty()) {
                continue;
            }
            Grant grant = Survey.grantOf(binding, role, index);
            if (!never.isEmpty()) {
                found.add(draft().subject(grant.subject())
                        .grant(grant)
                        .part(String.join(", ", never))
                        .detail(String.join(", ", never) + " on " + Survey.some(nameless.resources()) + " in "
                                + Survey.role(grant) + " is limited to names and never matches.")
                        .done());
            }
            if (!selecting.isEmpty()) {
                found.add(draft().severity(Severity.LOW)
                        .subject(grant.subject())
                        .grant(grant)
                        .part(String.join(", ", selecting))
                        .detail(String.join(", ", selecting) + " on " + Survey.some(rule.resources()) + " in "
                                + Survey.role(grant)
                                + " is limited to names and works only with a field selector on metadata.name.")
                        .done());
            }
        }
    }
}
