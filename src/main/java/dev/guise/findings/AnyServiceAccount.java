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
            "Any service account can be impersonated",
            "A rule with the verb `impersonate` on `serviceaccounts` has no `resourceNames`. Critical when bound"
                + " everywhere, high when bound in one namespace. The ClusterRoles `admin` and `edit` contain such a"
                + " rule. Wildcard rules are reported as IMP-WILDCARD-VERB.",
            "The subject can act as every service account there, including those of controllers and operators."
                    + " Permissions meant for one program become permissions of the impersonator.",
            "List the accounts' bare names in `resourceNames`, in a Role in the accounts' namespace.",
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
        String whom = everywhere ? "any service account" : "any service account in " + right.namespace();
        return draft().severity(everywhere ? Severity.CRITICAL : Severity.HIGH)
                .subject(holder.subject())
                .grant(right.grant())
                .reaches(List.of(whom))
                .path(survey.pathToWorst(holder.identity()))
                .detail(Survey.role(right.grant()) + " allows requests as " + whom + ".")
                .done();
    }
}
