package dev.guise.findings;

import dev.guise.impersonation.DeadRight;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;

/// A part of an impersonation rule that allows nothing; one kind for each reason.
final class DeadPart extends FindingKind {
    private static final String WHY =
            " Its author believes that it works and may grant something wider when it does not.";
    private final DeadRight.Kind kind;

    DeadPart(DeadRight.Kind kind) {
        super(page(kind), kind == DeadRight.Kind.SA_FULLNAME ? Repair.WRITE_ACCOUNT_NAMES : Repair.CORRECT_RULE);
        this.kind = kind;
    }

    private static KindPage page(DeadRight.Kind kind) {
        return switch (kind) {
            case GROUP_ALONE ->
                page(
                        kind,
                        "The subject may impersonate groups, uids or extras, but no user or service account along with"
                                + " them.",
                        "The API server rejects a request for a group, uid or extra without a user as a bad request"
                                + " (400).",
                        "Remove the rule, or also grant `impersonate` on named users.",
                        KindPage.IMPERSONATION);
            case SA_FULLNAME ->
                page(
                        kind,
                        "`resourceNames` on `serviceaccounts` has a user name such as `system:serviceaccount:ns:name`,"
                                + " or `users` names a service account.",
                        "The API server checks the bare name on `serviceaccounts`, in the account's namespace.",
                        "List the bare name in a Role of the account's namespace.",
                        KindPage.IMPERSONATION);
            case NAMESPACED_IDENTITY ->
                page(
                        kind,
                        "A RoleBinding grants users, groups, uids, userextras or nodes.",
                        "These are checked at cluster scope, where a RoleBinding does not apply.",
                        "Use a ClusterRole and a ClusterRoleBinding.",
                        KindPage.IMPERSONATION);
            case API_GROUP ->
                page(
                        kind,
                        "The rule's `apiGroups` does not contain the group that is checked: the core group for legacy"
                                + " users, groups and serviceaccounts, `authentication.k8s.io` for everything else.",
                        "The check asks for another API group, so the rule does not match.",
                        "Write `apiGroups: [\"\"]` for legacy users, groups and serviceaccounts, else"
                                + " `[authentication.k8s.io]`.",
                        KindPage.IMPERSONATION);
            case USEREXTRAS ->
                page(
                        kind,
                        "A rule lists `userextras` without a key, or `userextras/*`, which is no wildcard for keys.",
                        "The key is checked as a subresource, `userextras/<key>`.",
                        "Write `userextras/<key>` for each key.",
                        KindPage.IMPERSONATION);
            case EXTRA_KEY ->
                page(
                        kind,
                        "A constrained rule lists `userextras/<key>` with a key that is not lower case or has no"
                                + " domain.",
                        "Constrained modes refuse such keys before any rule is evaluated.",
                        "Use a key such as `example.com/tenant`.",
                        KindPage.CONSTRAINED);
            case MODE_RESOURCE ->
                page(
                        kind,
                        "A constrained verb is granted on a resource that its mode never checks, such as `users` with"
                                + " `impersonate:serviceaccount`.",
                        "Each mode checks its own resources only.",
                        "Use the mode that fits: `user-info` for users, groups, uids and userextras, `serviceaccount`,"
                                + " `arbitrary-node` or `associated-node` for nodes.",
                        KindPage.CONSTRAINED);
            case NODE_NAME ->
                page(
                        kind,
                        "`resourceNames` is set on `impersonate:associated-node` without `*`, or has a full"
                                + " `system:node:<name>`.",
                        "The API server checks the name `*` for the associated node, and the bare node name for"
                                + " others.",
                        "Omit `resourceNames`, or list bare node names with `impersonate:arbitrary-node`.",
                        KindPage.CONSTRAINED);
            case ASSOCIATED_NODE ->
                page(
                        kind,
                        "`impersonate:associated-node` or `impersonate-on:associated-node:<verb>` is granted to a user"
                                + " that is not a service account.",
                        "The associated node is the one in the token of a service account, issued for a pod; a user's"
                                + " request names none.",
                        "Grant the mode to the service account of a pod, or use `impersonate:arbitrary-node` with the"
                                + " node's name.",
                        KindPage.CONSTRAINED);
            case HALF_PAIR ->
                page(
                        kind,
                        "A mode has an identity without an action, or an action without an identity.",
                        "A constrained request needs both, and one of them is missing.",
                        "Add the missing half, or remove the rule.",
                        KindPage.CONSTRAINED);
            case VERB ->
                page(
                        kind,
                        "The verb is misspelt, comes from a draft of the feature, or has a wildcard inside, as in"
                                + " `impersonate-on:user-info:*`.",
                        "Verbs are compared as plain strings, and no request has this one.",
                        "Write out one of the verbs that the API server checks.",
                        KindPage.CONSTRAINED);
            case ON_THIS_VERSION ->
                page(
                        kind,
                        "Constrained verbs are granted on a server where the feature gate `ConstrainedImpersonation`"
                                + " is off or unknown.",
                        "The server never checks these verbs; the rule takes effect after an upgrade.",
                        "Use `impersonate` with `resourceNames` on this server, or remove the rule until the upgrade.",
                        KindPage.CONSTRAINED);
        };
    }

    private static KindPage page(DeadRight.Kind kind, String when, String why, String fix, String reference) {
        return new KindPage(
                kind.id(), Severity.MEDIUM, kind.title(), when, why + WHY, fix, KindPage.NOTHING_SHOWS, reference);
    }

    @Override
    boolean isOfRule() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (DeadUse use : survey.dead(kind)) {
            DeadRight right = use.right();
            Grant grant = right.grant();
            List<String> whom = use.subjects().stream().map(Subject::describe).toList();
            found.add(draft().subject(grant.subject())
                    .grant(grant)
                    .part(right.part())
                    .detail(right.part() + " in " + Survey.role(grant) + " grants nothing to " + Survey.some(whom)
                            + ": " + right.reason() + ".")
                    .remedy(right.remedy().isEmpty() ? page().fix() : right.remedy())
                    .done());
        }
        return found;
    }
}
