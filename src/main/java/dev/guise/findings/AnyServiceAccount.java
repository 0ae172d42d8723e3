package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import java.util.ArrayList;
import java.util.List;

/// Legacy impersonation of any service account, everywhere or in a namespace.
public final class AnyServiceAccount extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-ANY-SERVICEACCOUNT",
            Severity.CRITICAL,
            "May impersonate any service account",
            "A rule with the verb `impersonate` on `serviceaccounts` has no `resourceNames`. Critical where it is"
                    + " bound everywhere, high in one namespace. The ClusterRoles `admin` and `edit` have such a rule."
                    + " A rule of wildcards is reported as IMP-WILDCARD-VERB.",
            "Whoever holds it can act as every service account there, those of controllers and operators included."
                    + " Rights that were meant for one program are then rights of the impersonator.",
            "List the accounts' bare names in `resourceNames`, in a Role of the namespace that they live in.",
            KindPage.IMPERSONATED_EVENTS,
            KindPage.IMPERSONATION);

    AnyServiceAccount() {
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
            for (IdentityRight right : holder.rights().legacy(Kind.SERVICE_ACCOUNT)) {
                if (right.names().any()
                        && !Holder.isEverything(right.grant().rule())
                        && holder.tells(List.of(right.grant()))) {
                    found.add(finding(survey, holder, right));
                }
            }
        }
        return found;
    }

    private Finding finding(Survey survey, Holder holder, IdentityRight right) {
        boolean everywhere = right.namespace().isEmpty();
        String whom = everywhere ? "any service account" : "any service account of " + right.namespace();
        return draft().severity(everywhere ? Severity.CRITICAL : Severity.HIGH)
                .subject(holder.subject())
                .grant(right.grant())
                .reaches(List.of(whom))
                .path(survey.pathToWorst(holder.identity()))
                .detail(Survey.role(right.grant()) + " lets it send requests as " + whom + ".")
                .done();
    }
}
