package dev.guise.impersonation;

import static dev.guise.impersonation.IdentityChecks.AUTHENTICATION;
import static dev.guise.impersonation.IdentityChecks.identity;

import dev.guise.impersonation.ImpersonationReview.Step;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Authorizer;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Map;

/// One constrained mode: first the action, then the identity, both by the requestor.
final class ConstrainedCheck {
    /// From this many groups, or extra keys or values, on, one check for all of them is tried first.
    private static final int MANY = 4;

    private final Mode mode;
    private final IdentityChecks checks;

    ConstrainedCheck(Authorizer authorizer, UserInfo requestor, Mode mode) {
        this.mode = mode;
        this.checks = new IdentityChecks(authorizer, requestor, mode);
    }

    /// Whether the server tries the mode at all for such a request.
    static boolean applies(Mode mode, UserInfo requestor, WantedUser wanted) {
        return switch (mode) {
            case ASSOCIATED_NODE -> wanted.isNode() && wanted.isNameOnly() && isOnNode(requestor, wanted);
            case ARBITRARY_NODE -> wanted.isNode() && wanted.isNameOnly();
            case SERVICE_ACCOUNT -> wanted.isServiceAccount() && wanted.isNameOnly();
            case USER_INFO -> !wanted.isNode() && !wanted.isServiceAccount();
        };
    }

    private static boolean isOnNode(UserInfo requestor, WantedUser wanted) {
        List<String> nodes = requestor.extra().getOrDefault(UserInfo.NODE_NAME_EXTRA, List.of());
        return ServiceAccountName.parse(requestor.name()).isPresent()
                && nodes.size() == 1
                && wanted.name().equals(new NodeName(nodes.getFirst()).userName());
    }

    ImpersonationReviewer.Attempt run(WantedUser wanted, Attributes request) {
        checks.need(Step.ACTION, request.withVerb(mode.actionVerb(request.verb())));
        return switch (mode) {
            case ASSOCIATED_NODE -> node(wanted, "*");
            case ARBITRARY_NODE ->
                node(wanted, NodeName.parse(wanted.name()).orElseThrow().name());
            case SERVICE_ACCOUNT -> serviceAccount(wanted);
            case USER_INFO -> userInfo(wanted);
        };
    }

    /// For the associated node the name checked is literally `*`, so that one rule serves on every node.
    private ImpersonationReviewer.Attempt node(WantedUser wanted, String checkedName) {
        checks.need(Step.USER, identity(mode.identityVerb(), AUTHENTICATION, "nodes", checkedName));
        return checks.result(UserInfo.of(wanted.name(), List.of(Rbac.NODES, Rbac.AUTHENTICATED)));
    }

    private ImpersonationReviewer.Attempt serviceAccount(WantedUser wanted) {
        ServiceAccountName account = ServiceAccountName.parse(wanted.name()).orElseThrow();
        checks.need(
                Step.USER,
                new ResourceAttributes(
                        mode.identityVerb(),
                        AUTHENTICATION,
                        "serviceaccounts",
                        "",
                        account.namespace(),
                        account.name()));
        return checks.result(UserInfo.serviceAccount(account.namespace(), account.name()));
    }

    private ImpersonationReviewer.Attempt userInfo(WantedUser wanted) {
        need(Step.USER, "users", wanted.name());
        if (!wanted.uid().isEmpty()) {
            need(Step.UID, "uids", wanted.uid());
        }
        groups(wanted.groups());
        extra(wanted.extra());
        return checks.result(new UserInfo(
                wanted.name(),
                wanted.uid(),
                IdentityChecks.withAuthenticated(wanted.name(), wanted.groups()),
                wanted.extra()));
    }

    private void groups(List<String> groups) {
        for (String group : groups) {
            checks.demand(!group.equals(Rbac.MASTERS), "impersonating the " + Rbac.MASTERS + " group is not allowed");
            checks.demand(!group.isEmpty(), "impersonating the empty group is not allowed");
        }
        if (checks.failed() || (groups.size() >= MANY && tryFor(Step.GROUP, "groups"))) {
            return;
        }
        groups.forEach(group -> need(Step.GROUP, "groups", group));
    }

    private void extra(Map<String, List<String>> extra) {
        extra.forEach((key, values) -> {
            checks.demand(
                    ExtraKey.isConstrainable(key),
                    "the extra key \"" + key + "\" is not lower case and domain-prefixed (such as example.com/tenant)");
            checks.demand(
                    !values.isEmpty() && !values.contains(""),
                    "the extra key \"" + key + "\" has no value, or an empty one");
        });
        int most = Math.max(
                extra.size(), extra.values().stream().mapToInt(List::size).sum());
        if (checks.failed() || (most >= MANY && tryFor(Step.EXTRA, "userextras/*"))) {
            return;
        }
        extra.forEach((key, values) -> values.forEach(value -> need(Step.EXTRA, "userextras/" + key, value)));
    }

    private void need(Step step, String resource, String name) {
        checks.need(step, identity(mode.identityVerb(), AUTHENTICATION, resource, name));
    }

    private boolean tryFor(Step step, String resource) {
        return checks.tryFor(step, identity(mode.identityVerb(), AUTHENTICATION, resource, "*"));
    }
}
