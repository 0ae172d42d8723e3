package dev.guise.findings;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An impersonation that the API server refused.
public final class DeniedImpersonation extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-DENIED",
            Severity.INFO,
            "Impersonation was refused",
            "The audit logs contain a request whose impersonation was refused. The finding shows which check failed and"
                    + " which rule would allow it.",
            "Either a program lacks a permission that it needs, or an identity tried something that it may not do."
                    + " Only a reviewer can decide which.",
            "If it should be allowed, grant the rule in the finding and nothing wider.",
            "The event has the code 403 and no `impersonatedUser`; the message names what was not allowed.",
            KindPage.AUDIT);

    DeniedImpersonation() {
        super(PAGE, Repair.ALLOW_WHAT_WAS_REFUSED);
    }

    private record Refusal(UserInfo requestor, Optional<Attributes> check) {}

    @Override
    List<Finding> find(Survey survey) {
        Map<Refusal, Long> counts = new LinkedHashMap<>();
        for (ImpersonationUse use :
                survey.analysis().evidence().orElse(Evidence.NONE).uses()) {
            if (use.outcome() instanceof Outcome.Refused refused) {
                // what has been granted since is no longer refused
                boolean since = refused.check()
                        .filter(check -> survey.policy()
                                .authorize(use.requestor(), check)
                                .isAllowed())
                        .isPresent();
                if (!since) {
                    counts.merge(new Refusal(use.requestor(), refused.check()), use.count(), Long::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(Refusal refusal, long count) {
        FindingDraft draft =
                draft().subject(Subject.ofUserName(refusal.requestor().name()));
        String requests = count + (count == 1 ? " request was" : " requests were") + " refused";
        return refusal.check()
                .map(check -> draft.part(check.describe())
                        .detail(requests + ": " + check.describe() + ".")
                        .remedy("This rule would allow it: " + rule(check).compact() + where(check) + "."))
                .orElseGet(() -> draft.detail(
                        requests + "; the log does not record which check failed, as with metadata-only requests."))
                .done();
    }

    private static PolicyRule rule(Attributes check) {
        return switch (check) {
            case NonResourceAttributes path -> PolicyRule.paths(List.of(path.verb()), List.of(path.path()));
            case ResourceAttributes a ->
                PolicyRule.named(
                        List.of(a.verb()),
                        List.of(a.apiGroup()),
                        List.of(a.combinedResource()),
                        a.name().isEmpty() ? List.of() : List.of(a.name()));
        };
    }

    private static String where(Attributes check) {
        return check instanceof ResourceAttributes a && !a.namespace().isEmpty()
                ? " in a Role of " + a.namespace()
                : " in a ClusterRole bound by a ClusterRoleBinding";
    }
}
