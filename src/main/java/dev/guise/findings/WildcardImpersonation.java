package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Impersonation that comes with a wildcard.
public final class WildcardImpersonation extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-WILDCARD-VERB",
            Severity.HIGH,
            "A wildcard includes impersonation",
            "A rule with `verbs: [\"*\"]` covers users, groups, service accounts or nodes, by name or by a"
                    + " wildcard in `resources`, and lets the subject impersonate at least one identity.",
            "The wildcard also covers `impersonate` and every constrained verb, which the role does not mention. A"
                    + " reader who knows the intent of the role does not see that its subjects can become other"
                    + " identities.",
            "List the verbs that are needed.",
            KindPage.IMPERSONATED_EVENTS,
            KindPage.GOOD_PRACTICES);

    WildcardImpersonation() {
        super(PAGE, Repair.REMOVE_IMPERSONATION);
    }

    @Override
    boolean takesInSteps() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            Map<Grant, Set<String>> wild = new LinkedHashMap<>();
            for (IdentityRight right : holder.rights().identities()) {
                boolean quiet = !Holder.spells(right.grant().rule()) && hasAction(holder, right);
                if (quiet && holder.isUsable(right) && holder.tells(List.of(right.grant()))) {
                    wild.computeIfAbsent(right.grant(), g -> new LinkedHashSet<>())
                            .add(words(right));
                }
            }
            wild.forEach((grant, whom) -> found.add(draft().subject(holder.subject())
                    .grant(grant)
                    .reaches(List.copyOf(whom))
                    .path(survey.pathToWorst(holder.identity()))
                    .detail(Survey.role(grant) + " has verbs [\"*\"], so its subject may impersonate "
                            + String.join(", ", whom) + ".")
                    .done()));
        }
        return found;
    }

    /// A wildcard on identities is an action as well, but on resources that nobody serves.
    private static boolean hasAction(Holder holder, IdentityRight right) {
        Mode mode = right.mode();
        Grant grant = right.grant();
        return mode == null
                || grant.rule().resources().contains(PolicyRule.ALL)
                || holder.rights().actions(mode).stream()
                        .anyMatch(action -> !action.grant().equals(grant));
    }

    private static String words(IdentityRight right) {
        String where = right.namespace().isEmpty() ? "" : " in " + right.namespace();
        String kind = switch (right.kind()) {
            case USER -> "user";
            case SERVICE_ACCOUNT -> "service account";
            case NODE -> "node";
            case GROUP -> "group";
            case UID -> "uid";
            case EXTRA -> "extra";
        };
        return right.names().any()
                ? "any " + kind + where
                : kind + " " + Survey.some(List.copyOf(right.names().names())) + where;
    }
}
