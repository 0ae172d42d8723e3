package dev.guise.findings;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.ServerProfile.Gate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A grant that no request in the audit logs needed.
public final class UnusedImpersonation extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-UNUSED",
            Severity.LOW,
            "Impersonation grant was not used",
            "Audit logs were read in full, and no impersonated request in them needed the rule."
                    + " Rules that can never be used are reported as DEAD-*.",
            "A grant that no program uses serves only an attacker. The logs may cover too short a period, though:"
                    + " check the times of their first and last event.",
            "Remove the rule, or collect more evidence.",
            "No event of the subject has an `impersonatedUser` that the rule covers.",
            KindPage.AUDIT);

    UnusedImpersonation() {
        super(PAGE, Repair.REMOVE_IMPERSONATION);
    }
    // The same wherever it is read: findings are compared and kept.
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    List<Finding> find(Survey survey) {
        Optional<Evidence> evidence = survey.analysis().evidence();
        if (evidence.filter(Evidence::isWhole).isEmpty()) {
            return List.of();
        }
        Set<GrantKey> used = used(survey, evidence.get());
        String period = period(evidence.get());
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            Set<GrantKey> told = new HashSet<>();
            for (IdentityRight right : holder.rights().identities()) {
                Grant grant = right.grant();
                boolean unused = holder.isUsable(right) && !used.contains(GrantKey.of(grant));
                if (unused
                        && Holder.spells(grant.rule())
                        && holder.tells(List.of(grant))
                        && told.add(GrantKey.of(grant))
                        && couldBeUsed(survey.analysis().recorded(), holder, grant)) {
                    found.add(draft().subject(holder.subject())
                            .grant(grant)
                            .detail("None of the impersonated requests" + period + " needed it.")
                            .done());
                }
            }
        }
        return found;
    }

    // What was granted since may have been needed as little as it was: nothing recorded tells.
    private static boolean couldBeUsed(Optional<Policy> recorded, Holder holder, Grant grant) {
        if (recorded.isEmpty()) {
            return true;
        }
        List<PolicyRule> held = recorded.get().allRulesFor(holder.identity().userInfo()).stream()
                .filter(then -> then.namespace().isEmpty() || then.namespace().equals(grant.namespace()))
                .map(Grant::rule)
                .toList();
        return RuleCoverage.breakDown(grant.rule()).anyMatch(part -> RuleCoverage.covers(held, List.of(part)));
    }

    private static String period(Evidence evidence) {
        var totals = evidence.totals();
        return totals.first().isPresent() && totals.last().isPresent()
                ? " from " + MINUTE.format(totals.first().get()) + " to "
                        + MINUTE.format(totals.last().get()) + " UTC"
                : "";
    }

    private static Set<GrantKey> used(Survey survey, Evidence evidence) {
        Set<GrantKey> used = new HashSet<>();
        for (ImpersonationUse use : evidence.uses()) {
            if (use.isRefused()) {
                continue;
            }
            Gate gate = use.constraint().isEmpty() ? Gate.OFF : Gate.ON;
            var reviewer = new ImpersonationReviewer(
                    survey.policy(), survey.snapshot().server().withConstrainedImpersonation(gate));
            for (Attributes request : use.requests()) {
                mark(survey, use, reviewer.review(use.requestor(), use.wanted(), request), used);
            }
        }
        return used;
    }

    private static void mark(Survey survey, ImpersonationUse use, ImpersonationReview review, Set<GrantKey> used) {
        for (Check check : review.checks()) {
            Attributes asked = check.attributes();
            if (check.passed() && asked != null) {
                survey.policy().grantsAllowing(use.requestor(), asked).forEach(grant -> used.add(GrantKey.of(grant)));
            }
        }
    }
}
