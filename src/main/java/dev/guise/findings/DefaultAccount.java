package dev.guise.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Rights of a default service account.
public final class DefaultAccount extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "DEFAULT-SA",
            Severity.MEDIUM,
            "Default service account has permissions",
            "A binding names the service account `default` of a namespace. As severe as the worst goal that the"
                    + " account can reach.",
            "Every pod that names no service account runs as `default` and carries its token. Programs therefore get"
                    + " permissions that were not meant for them.",
            "Create a service account for the program that needs the permissions, and bind the role to it.",
            "Events have `system:serviceaccount:<namespace>:default` as user.",
            KindPage.GOOD_PRACTICES);

    DefaultAccount() {
        super(PAGE, Repair.REMOVE_SUBJECT);
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Subject subject : survey.policy().subjects()) {
            if (subject.kind() != SubjectKind.SERVICE_ACCOUNT || !subject.name().equals("default")) {
                continue;
            }
            Set<Binding> bindings = new HashSet<>();
            for (Grant grant : survey.policy().rulesOf(subject)) {
                if (bindings.add(grant.binding())) {
                    found.add(finding(survey, subject, grant));
                }
            }
        }
        return found;
    }

    private Finding finding(Survey survey, Subject subject, Grant grant) {
        Identity identity = Identity.of(subject);
        return draft().severity(survey.atLeast(severity(), identity))
                .subject(subject)
                .origin(Origin.of(grant.binding(), grant.role()))
                .expectedIf(Expected.isExpected(grant))
                .reaches(Survey.titles(survey.goals(identity)))
                .path(survey.pathToWorst(identity))
                .detail("Pods in " + subject.namespace() + " that name no service account have " + Survey.role(grant)
                        + " " + Survey.where(grant) + ".")
                .done();
    }
}
