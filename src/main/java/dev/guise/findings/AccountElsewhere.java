package dev.guise.findings;

import dev.guise.cluster.MissingAccounts;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A service account to impersonate that is not in the namespace of the RoleBinding, but in another one.
final class AccountElsewhere extends FindingKind {
    private static final KindPage PAGE = new KindPage(
            "IMP-ACCOUNT-ELSEWHERE",
            Severity.MEDIUM,
            "The service account to impersonate is in another namespace",
            "A RoleBinding allows requests as a service account by name, its namespace has no account of that name, and"
                    + " another namespace has one. Not reported when service accounts could not be read.",
            "The API server checks a service account in the account's own namespace, so a RoleBinding in the"
                    + " impersonator's namespace allows nothing there. It allows requests as an account of that name in"
                    + " the binding's namespace, should somebody create it.",
            "Move the Role and the RoleBinding to the namespace of the account that is meant.",
            KindPage.NOTHING_SHOWS,
            KindPage.CONSTRAINED);

    AccountElsewhere() {
        super(PAGE, Repair.CORRECT_RULE);
    }

    @Override
    boolean isOfRule() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        MissingAccounts missing = MissingAccounts.of(survey.snapshot());
        List<Finding> found = new ArrayList<>();
        for (RoleBinding binding : survey.policy().objects().roleBindings()) {
            if (!binding.subjects().isEmpty()) {
                survey.policy()
                        .role(binding.roleRef(), binding.namespace())
                        .ifPresent(role -> look(survey, missing, binding, role, found));
            }
        }
        return found;
    }

    private void look(Survey survey, MissingAccounts missing, Binding binding, RoleObject role, List<Finding> found) {
        for (int rule = 0; rule < role.rules().size(); rule++) {
            Grant grant = Survey.grantOf(binding, role, rule);
            for (String name : named(survey, grant)) {
                if (missing.contains(Subject.serviceAccount(binding.namespace(), name))) {
                    List<String> meant = survey.accountsNamed(name).stream()
                            .map(account -> ObjectName.of(account.id()))
                            .toList();
                    if (!meant.isEmpty()) {
                        found.add(finding(survey, grant, name, meant));
                    }
                }
            }
        }
    }

    /// The accounts that a rule lists to be impersonated, in the namespace of its binding.
    private static Set<String> named(Survey survey, Grant grant) {
        Gate gate = survey.snapshot().server().constrainedImpersonation();
        Set<String> names = new LinkedHashSet<>();
        for (IdentityRight right : ImpersonationRights.of(List.of(grant)).identities()) {
            boolean account = right.kind() == IdentityRight.Kind.SERVICE_ACCOUNT
                    && !right.names().any();
            if (account && (right.mode() == null || gate != Gate.OFF)) {
                names.addAll(right.reachable().names());
            }
        }
        return names;
    }

    private Finding finding(Survey survey, Grant grant, String name, List<String> meant) {
        String there = survey.snapshot().isOfFiles() ? "these files have none" : "none exists";
        return draft().subject(grant.subject())
                .grant(grant)
                .part(name)
                .detail(Survey.role(grant) + " allows requests as the service account " + name + " of the namespace "
                        + grant.namespace() + ", where " + there + ". The account of that name is "
                        + Survey.some(meant) + ", which this RoleBinding does not reach.")
                .remedy(
                        meant.size() == 1
                                ? "Move the Role and the RoleBinding to the namespace of " + meant.getFirst() + "."
                                : page().fix())
                .done();
    }
}
