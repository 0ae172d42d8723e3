package dev.guise.findings;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.End;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import java.util.ArrayList;
import java.util.List;

/// Legacy impersonation of any group, with somebody beside it.
public final class AnyGroup extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-GROUPS-ANY",
            Severity.CRITICAL,
            "Any group can be impersonated",
            "A rule with the verb `impersonate` on `groups` has no `resourceNames`, and the subject may also"
                    + " impersonate some user or service account, however harmless. Wildcard rules are reported as"
                    + " IMP-WILDCARD-VERB.",
            "Any group includes `system:masters`, whose members are allowed everything before RBAC is consulted. It"
                    + " does not matter which user is impersonated along with the group.",
            "List the groups in `resourceNames`.",
            "`impersonatedUser.groups` lists groups that the impersonated user does not belong to.",
            KindPage.IMPERSONATION);

    AnyGroup() {
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
            if (!holder.isLegacyUsable()) {
                continue;
            }
            for (IdentityRight right : holder.rights().legacy(Kind.GROUP)) {
                if (right.names().any()
                        && !Holder.isEverything(right.grant().rule())
                        && holder.tells(GroupWithUser.of(holder, right))) {
                    found.add(draft().subject(holder.subject())
                            .grant(right.grant())
                            .reaches(List.of("any group", "group system:masters"))
                            .path(Survey.path(holder.identity(), new End.OfGoal(Goal.CLUSTER_CONTROL)))
                            .detail("Any group can be added to requests as " + GroupWithUser.others(holder) + ".")
                            .done());
                }
            }
        }
        return found;
    }
}
