package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/// A constrained grant beside a legacy one that reaches the same identity.
public final class LegacyFallback extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-LEGACY-FALLBACK",
            Severity.HIGH,
            "A legacy grant undoes a constrained one",
            "The subject holds a working constrained grant (`impersonate:<mode>` with some"
                    + " `impersonate-on:<mode>:<verb>`) and also a legacy `impersonate` that reaches the same"
                    + " identity.",
            "When no constrained mode allows a request, the API server falls back to legacy impersonation, which has"
                    + " no constraints. The intended constraint has no effect.",
            "Remove the legacy grant once the constrained one covers what is needed.",
            "Events of requests beyond the constraint have `impersonatedUser` and no"
                    + " `authenticationMetadata.impersonationConstraint`.",
            KindPage.CONSTRAINED);

    LegacyFallback() {
        super(PAGE, Repair.REMOVE_IMPERSONATION);
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            for (Mode mode : Mode.values()) {
                if (!holder.isUsable(mode)) {
                    continue;
                }
                for (IdentityRight right : holder.rights().constrained(mode, Kind.target(mode))) {
                    boolean written = right.grant().rule().verbs().contains(mode.identityVerb());
                    if (written && holder.isUsable(right)) {
                        addFallbacks(survey, holder, mode, right, found);
                    }
                }
            }
        }
        return found;
    }

    private void addFallbacks(Survey survey, Holder holder, Mode mode, IdentityRight constrained, List<Finding> found) {
        Kind kind = mode == Mode.SERVICE_ACCOUNT ? Kind.SERVICE_ACCOUNT : Kind.USER;
        for (IdentityRight legacy : holder.rights().legacy(kind)) {
            if (constrained.overlaps(legacy) && holder.tells(List.of(constrained.grant(), legacy.grant()))) {
                found.add(draft().subject(holder.subject())
                        .grant(legacy.grant())
                        .reaches(List.of(reached(constrained)))
                        .path(survey.pathToWorst(holder.identity()))
                        .detail("What " + Survey.role(constrained.grant()) + " allows only in mode " + mode.id() + ", "
                                + Survey.role(legacy.grant()) + " allows without limits.")
                        .done());
            }
        }
    }

    private static String reached(IdentityRight right) {
        return right.names().any()
                ? PolicyRule.ALL
                : Survey.some(List.copyOf(right.names().names()));
    }
}
