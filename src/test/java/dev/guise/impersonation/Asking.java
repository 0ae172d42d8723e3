package dev.guise.impersonation;

import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Map;

/// One requestor that asks to be somebody, of a server with the gate on or off.
record Asking(Policy policy, Gate gate, UserInfo requestor) {
    static final ResourceAttributes LIST_PODS = new ResourceAttributes("list", "", "pods", "", "shop", "");

    ImpersonationReview be(WantedUser wanted, Attributes request) {
        return new ImpersonationReviewer(policy, ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(gate))
                .review(requestor, wanted, request);
    }

    ImpersonationReview be(WantedUser wanted) {
        return be(wanted, LIST_PODS);
    }

    ImpersonationReview be(String name) {
        return be(WantedUser.of(name));
    }

    /// `refused`, `bad-request`, `legacy` or the mode that let the request in.
    String by(WantedUser wanted) {
        ImpersonationReview review = be(wanted);
        Result result = review.result();
        if (result == null) {
            return review.outcome().id();
        }
        return review.outcome() != Outcome.ACCEPTED
                ? "accepted without saying so"
                : result.constraint().isEmpty()
                        ? "legacy"
                        : Mode.of(result.constraint().substring("impersonate:".length()))
                                .map(Mode::id)
                                .orElse("unknown");
    }

    String by(String name) {
        return by(WantedUser.of(name));
    }

    static WantedUser withUid(String name, String uid) {
        return new WantedUser(name, uid, List.of(), Map.of());
    }

    static WantedUser withExtra(String name, String key, String... values) {
        return new WantedUser(name, "", List.of(), Map.of(key, List.of(values)));
    }

    /// The checks that were made, each as `verb resource name`, with the namespace before the name where there is one.
    static List<String> checks(ImpersonationReview review) {
        return review.checks().stream().map(Asking::shown).toList();
    }

    private static String shown(Check check) {
        return switch (check.attributes()) {
            case ResourceAttributes a ->
                a.verb() + " " + a.combinedResource() + " " + (a.namespace().isEmpty() ? "" : a.namespace() + "/")
                        + a.name();
            case null -> "demand";
            default -> "path";
        };
    }

    static Result resultOf(ImpersonationReview review) {
        Result result = review.result();
        if (result == null) {
            throw new AssertionError("refused: " + review.message());
        }
        return result;
    }
}
