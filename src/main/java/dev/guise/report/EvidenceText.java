package dev.guise.report;

import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.ResourceAttributes;
import java.util.List;

/// Recorded requests in words.
public final class EvidenceText {
    private EvidenceText() {}

    /// What a user is called, by the name in requests.
    public static String name(String user) {
        return user.isEmpty() ? "unknown user" : ObjectName.of(ObjectId.ofUserName(user));
    }

    /// Whom a request became, as far as it is recorded.
    public static String as(ImpersonationUse use) {
        if (use.wanted().name().isEmpty()) {
            return "not recorded";
        }
        String groups = use.wanted().groups().isEmpty()
                ? ""
                : " in " + String.join(", ", use.wanted().groups());
        String extra = use.wanted().extra().isEmpty()
                ? ""
                : " with " + String.join(", ", use.wanted().extra().keySet());
        return name(use.wanted().name()) + groups + extra;
    }

    /// What a request did.
    public static String doing(ImpersonationUse use) {
        String what = switch (use.action()) {
            case ResourceAttributes a ->
                a.verb() + " " + a.resource() + (a.apiGroup().isEmpty() ? "" : "." + a.apiGroup())
                        + (a.subresource().isEmpty() ? "" : "/" + a.subresource()) + names(use)
                        + (a.namespace().isEmpty() ? "" : " in " + a.namespace());
            case NonResourceAttributes a -> a.verb() + " " + String.join(", ", use.names());
        };
        return use.otherNames() > 0 ? what + " and many more" : what;
    }

    private static String names(ImpersonationUse use) {
        List<String> names =
                use.names().stream().filter(name -> !name.isEmpty()).toList();
        if (names.isEmpty()) {
            return "";
        }
        return " "
                + (names.size() <= 2
                        ? String.join(", ", names)
                        : names.getFirst() + " and " + (names.size() - 1) + " others");
    }

    /// What let it in, or why nothing did.
    public static String outcome(ImpersonationUse use) {
        String by = use.constraint().isEmpty() ? "legacy" : use.constraint().replaceFirst("^impersonate:", "");
        return switch (use.outcome()) {
            case Outcome.Allowed ignored -> by;
            case Outcome.Forbidden ignored -> by + ", but the action was refused";
            case Outcome.Refused(var check) ->
                check.map(lacked -> "refused: lacks " + lacked.describe()).orElse("refused");
        };
    }
}
