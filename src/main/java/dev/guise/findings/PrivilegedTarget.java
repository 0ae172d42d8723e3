package dev.guise.findings;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.IdentityRight;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Rbac;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A named identity that may be impersonated and reaches a goal.
public final class PrivilegedTarget extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-PRIVILEGED-TARGET",
            Severity.HIGH,
            "A privileged identity can be impersonated",
            "A usable rule names a user, group, service account or node that can reach a goal such as control of the"
                    + " cluster, and the impersonator can reach it too. The severity is that of the worst goal.",
            "The impersonator is as powerful as the identity that it can become. A review of the impersonator's own"
                    + " roles does not show this.",
            "Name identities with fewer permissions, or constrain the actions allowed as them with"
                    + " `impersonate-on:<mode>:<verb>`.",
            KindPage.IMPERSONATED_EVENTS,
            KindPage.IMPERSONATION);

    PrivilegedTarget() {
        super(PAGE, Repair.CONSTRAIN);
    }

    @Override
    boolean takesInSteps() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            for (IdentityRight right : holder.rights().identities()) {
                boolean named = !right.names().any() && holder.isUsable(right);
                if (named && holder.tells(List.of(right.grant()))) {
                    finding(survey, holder, right).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<Finding> finding(Survey survey, Holder holder, IdentityRight right) {
        // acting as somebody is less than being them: what the impersonator does not reach itself does not count
        Set<Goal> own = survey.goals(holder.identity());
        Set<String> targets = new LinkedHashSet<>();
        Set<Goal> all = EnumSet.noneOf(Goal.class);
        for (String name : right.reachable().names()) {
            for (Identity target : own.isEmpty() ? List.<Identity>of() : targets(survey, right, name)) {
                Set<Goal> goals = EnumSet.noneOf(Goal.class);
                goals.addAll(survey.goals(target));
                goals.retainAll(own);
                if (!goals.isEmpty()) {
                    targets.add(ObjectName.of(target.id()));
                    all.addAll(goals);
                }
            }
        }
        return Severity.of(all)
                .map(severity -> draft().severity(severity)
                        .subject(holder.subject())
                        .grant(right.grant())
                        .reaches(List.copyOf(targets))
                        .path(survey.pathToWorst(holder.identity()))
                        .detail(Survey.some(List.copyOf(targets))
                                + " can reach: "
                                + String.join(", ", Survey.titles(all)) + ".")
                        .done());
    }

    private static List<Identity> targets(Survey survey, IdentityRight right, String name) {
        return switch (right.kind()) {
            case USER -> List.of(Identity.ofUser(name));
            case GROUP -> name.equals(Rbac.MASTERS) ? List.of() : List.of(Identity.memberOf(name));
            case NODE -> List.of(Identity.node(name));
            case SERVICE_ACCOUNT -> accounts(survey, right, name);
            case UID, EXTRA -> List.of();
        };
    }

    /// Bound everywhere, a bare name is that of an account in every namespace that has one.
    private static List<Identity> accounts(Survey survey, IdentityRight right, String name) {
        return right.namespace().isEmpty()
                ? survey.accountsNamed(name)
                : List.of(Identity.serviceAccount(right.namespace(), name));
    }
}
