package dev.guise.findings;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.End;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.rbac.Rbac;
import java.util.ArrayList;
import java.util.List;

/// A usable combination that names the group system:masters.
public final class Masters extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-MASTERS",
            Severity.CRITICAL,
            "system:masters can be impersonated",
            "A rule lets the subject impersonate the group `system:masters`, and another lets it impersonate some user"
                    + " or service account along with it. Without the second rule, the finding is DEAD-GROUP-ALONE;"
                    + " without `resourceNames`, it is IMP-GROUPS-ANY.",
            "Members of `system:masters` are allowed everything before RBAC is consulted. They need no binding, so"
                    + " removing one does not restrict them.",
            "Remove `system:masters` from `resourceNames`; bind an emergency group to `cluster-admin` instead, because"
                    + " that binding can be removed.",
            "`impersonatedUser.groups` contains `system:masters`.",
            KindPage.GOOD_PRACTICES);

    Masters() {
        super(PAGE, Repair.LEAVE_OUT_MASTERS);
    }

    @Override
    boolean takesInSteps() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            if (!holder.isLegacyUsable()) {
                continue;
            }
            for (IdentityRight right : holder.rights().legacy(Kind.GROUP)) {
                boolean named = right.names().names().contains(Rbac.MASTERS);
                if (named && holder.tells(GroupWithUser.of(holder, right))) {
                    found.add(draft().subject(holder.subject())
                            .grant(right.grant())
                            .reaches(List.of("group " + Rbac.MASTERS))
                            .path(Survey.path(holder.identity(), new End.OfGoal(Goal.CLUSTER_CONTROL)))
                            .detail("Together with " + GroupWithUser.others(holder) + " it allows everything.")
                            .done());
                }
            }
        }
        return found;
    }
}
