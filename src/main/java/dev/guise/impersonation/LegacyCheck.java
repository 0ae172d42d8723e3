package dev.guise.impersonation;

import static dev.guise.impersonation.IdentityChecks.AUTHENTICATION;
import static dev.guise.impersonation.IdentityChecks.identity;

import dev.guise.impersonation.ImpersonationReview.Step;
import dev.guise.rbac.Authorizer;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Optional;

/// Legacy impersonation, the verb `impersonate`: one check for each thing asked for.
final class LegacyCheck {
    private static final String CORE = "";

    private final IdentityChecks checks;

    LegacyCheck(Authorizer authorizer, UserInfo requestor) {
        this.checks = new IdentityChecks(authorizer, requestor, null);
    }

    ImpersonationReviewer.Attempt run(WantedUser wanted) {
        Optional<ServiceAccountName> account = ServiceAccountName.parse(wanted.name());
        checks.need(
                Step.USER,
                account.map(LegacyCheck::serviceAccount)
                        .orElseGet(() -> identity(Mode.LEGACY_VERB, CORE, "users", wanted.name())));
        wanted.groups().forEach(group -> checks.need(Step.GROUP, identity(Mode.LEGACY_VERB, CORE, "groups", group)));
        wanted.extra()
                .forEach((key, values) -> values.forEach(value -> checks.need(
                        Step.EXTRA, identity(Mode.LEGACY_VERB, AUTHENTICATION, "userextras/" + key, value))));
        if (!wanted.uid().isEmpty()) {
            checks.need(Step.UID, identity(Mode.LEGACY_VERB, AUTHENTICATION, "uids", wanted.uid()));
        }
        return checks.result(new UserInfo(
                wanted.name(),
                wanted.uid(),
                IdentityChecks.withAuthenticated(wanted.name(), groups(wanted, account)),
                wanted.extra()));
    }

    private static ResourceAttributes serviceAccount(ServiceAccountName account) {
        return new ResourceAttributes(
                Mode.LEGACY_VERB, CORE, "serviceaccounts", "", account.namespace(), account.name());
    }

    /// A service account gets its own groups only when none are asked for.
    private static List<String> groups(WantedUser wanted, Optional<ServiceAccountName> account) {
        if (account.isEmpty() || !wanted.groups().isEmpty()) {
            return wanted.groups();
        }
        return List.of(
                Rbac.SERVICE_ACCOUNTS,
                ServiceAccountName.namespaceGroup(account.get().namespace()));
    }
}
