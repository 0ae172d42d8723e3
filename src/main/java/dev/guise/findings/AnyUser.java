package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import java.util.ArrayList;
import java.util.List;

/// Legacy impersonation of any user whatever.
public final class AnyUser extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-ANY-USER",
            Severity.CRITICAL,
            "Any user can be impersonated",
            "A rule with the verb `impersonate` on `users` in the core group has no `resourceNames` and is bound"
                    + " by a ClusterRoleBinding. Wildcard rules are reported as IMP-WILDCARD-VERB.",
            "The subject can act as every user that a binding names, including administrators and control plane"
                    + " components. Its actions are then carried out in the victim's name.",
            "List the users in `resourceNames`, or grant the constrained verb `impersonate:user-info` with the"
                    + " actions that are needed.",
            KindPage.IMPERSONATED_EVENTS,
            KindPage.IMPERSONATION);

    AnyUser() {
        super(PAGE, Repair.NAME_TARGETS);
    }

    @Override
    boolean takesInSteps() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            for (IdentityRight right : holder.rights().legacy(Kind.USER)) {
                if (right.names().any()
                        && !Holder.isEverything(right.grant().rule())
                        && holder.tells(List.of(right.grant()))) {
                    found.add(draft().subject(holder.subject())
                            .grant(right.grant())
                            .reaches(List.of("any user"))
                            .path(survey.pathToWorst(holder.identity()))
                            .detail(Survey.role(right.grant()) + " allows requests as any user that is not a"
                                    + " service account.")
                            .done());
                }
            }
        }
        return found;
    }
}
