package dev.guise.findings;

import dev.guise.escalation.Goal;
import dev.guise.escalation.Identity;
import dev.guise.impersonation.IdentityRight;
import dev.guise.rbac.Rbac;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A named identity that may be impersonated and reaches a goal.
final class PrivilegedTarget extends FindingKind {
    PrivilegedTarget() {
        super(new KindPage(
                "IMP-PRIVILEGED-TARGET",
                Severity.HIGH,
                "May impersonate a privileged identity",
                "A usable rule names a user, group, service account or node that reaches a goal such as control of the"
                        + " cluster, and the impersonator reaches it too. The severity is that of the worst goal.",
                "The impersonator is as powerful as the identity that it may become. Whoever reviews the impersonator's"
                        + " own roles does not see it.",
                "Name identities with fewer rights, or constrain what may be done as them with"
                        + " `impersonate-on:<mode>:<verb>`.",
                KindPage.IMPERSONATED_EVENTS,
                KindPage.IMPERSONATION));
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
        Map<String, Set<Goal>> targets = new LinkedHashMap<>();
        Set<Goal> all = EnumSet.noneOf(Goal.class);
        for (String name : right.names().names()) {
            Optional<Identity> target = target(right, name);
            if (own.isEmpty() || target.isEmpty()) {
                continue;
            }
            Set<Goal> goals = EnumSet.noneOf(Goal.class);
            goals.addAll(survey.goals(target.get()));
            goals.retainAll(own);
            if (!goals.isEmpty()) {
                targets.put(target.get().displayName(), goals);
                all.addAll(goals);
            }
        }
        return Severity.of(all).map(severity -> draft().severity(severity)
                .subject(holder.subject())
                .grant(right.grant())
                .reaches(List.copyOf(targets.keySet()))
                .way(survey.wayToWorst(holder.identity()))
                .detail(Survey.some(List.copyOf(targets.keySet())) + (targets.size() == 1 ? " reaches: " : " reach: ")
                        + String.join(", ", Survey.titles(all)) + ".")
                .done());
    }

    private static Optional<Identity> target(IdentityRight right, String name) {
        if (!Holder.isChecked(right, name)) {
            return Optional.empty();
        }
        return switch (right.kind()) {
            case USER -> Optional.of(Identity.ofUser(name));
            case GROUP -> name.equals(Rbac.MASTERS) ? Optional.empty() : Optional.of(Identity.memberOf(name));
            case NODE -> Optional.of(Identity.node(name));
            case SERVICE_ACCOUNT ->
                right.namespace().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Identity.serviceAccount(right.namespace(), name));
            case UID, EXTRA -> Optional.empty();
        };
    }
}
