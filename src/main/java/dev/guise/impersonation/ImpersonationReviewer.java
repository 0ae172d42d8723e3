package dev.guise.impersonation;

import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReview.When;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Authorizer;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides requests with impersonation headers as the API server does.
///
/// Mirrors `k8s.io/apiserver/pkg/endpoints/filters/impersonation/{impersonation,constrained_impersonation,mode}.go`.
public final class ImpersonationReviewer {
    private final Authorizer authorizer;
    private final Gate gate;

    public ImpersonationReviewer(Authorizer authorizer, ServerProfile server) {
        this.authorizer = authorizer;
        this.gate = server.constrainedImpersonation();
    }

    /// Reviews one request.
    ///
    /// The impersonated identity's own impersonation rights play no part: headers are used once and removed.
    ///
    /// @param requestor who sends it
    /// @param wanted    its impersonation headers
    /// @param request   what it asks for
    public ImpersonationReview review(UserInfo requestor, WantedUser wanted, Attributes request) {
        if (wanted.name().isEmpty()) {
            String message = wanted.isNameOnly()
                    ? "no user to impersonate was named"
                    : "a group, uid or extra was asked for without impersonating a user name";
            return new ImpersonationReview(Outcome.BAD_REQUEST, null, List.of(), message, List.of());
        }
        return switch (gate) {
            case ON -> modes(requestor, wanted, request).review();
            case OFF -> legacy(requestor, wanted, request).review();
            case UNKNOWN -> both(modes(requestor, wanted, request), legacy(requestor, wanted, request));
        };
    }

    private Trial modes(UserInfo requestor, WantedUser wanted, Attributes request) {
        Trial trial = new Trial(request);
        for (Mode mode : Mode.values()) {
            if (ConstrainedCheck.applies(mode, requestor, wanted)) {
                trial.take(new ConstrainedCheck(authorizer, requestor, mode).run(wanted, request), mode.identityVerb());
            }
        }
        trial.take(new LegacyCheck(authorizer, requestor).run(wanted), "");
        return trial;
    }

    private Trial legacy(UserInfo requestor, WantedUser wanted, Attributes request) {
        Trial trial = new Trial(request);
        trial.take(new LegacyCheck(authorizer, requestor).run(wanted), "");
        return trial;
    }

    /// With the gate on, legacy still comes last; so whatever passes with it off passes with it on, and the two differ
    /// only in what constrained modes add or change.
    private static ImpersonationReview both(Trial on, Trial off) {
        ImpersonationReview withGate = on.review();
        Result first = withGate.result();
        Result legacyOnly = off.review().result();
        if (first == null || (legacyOnly != null && first.constraint().isEmpty())) {
            return withGate;
        }
        List<Result> others = new ArrayList<>();
        Optional.ofNullable(legacyOnly).ifPresent(result -> others.add(at(result, When.GATE_OFF)));
        withGate.others().stream()
                .filter(result -> !result.constraint().isEmpty())
                .forEach(others::add);
        return new ImpersonationReview(
                withGate.outcome(), at(first, When.GATE_ON), withGate.checks(), withGate.message(), others);
    }

    private static Result at(Result result, When when) {
        return new Result(result.constraint(), result.identity(), result.decision(), when);
    }

    /// What one mode said.
    ///
    /// @param identity who the request becomes; empty when the mode does not let it in
    /// @param message  why not
    record Attempt(List<Check> checks, Optional<UserInfo> identity, String message) {}

    /// The modes tried so far for one request.
    private final class Trial {
        private final Attributes request;
        private final List<Check> checks = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();
        private String message = "";

        Trial(Attributes request) {
            this.request = request;
        }

        /// Goes on after a mode that passed, without its checks, for the results that mode memory could bring.
        void take(Attempt attempt, String constraint) {
            if (results.isEmpty()) {
                checks.addAll(attempt.checks());
                message = message.isEmpty() ? attempt.message() : message;
            }
            When when = results.isEmpty() ? When.FIRST : When.REMEMBERED;
            attempt.identity()
                    .ifPresent(identity -> results.add(
                            new Result(constraint, identity, authorizer.authorize(identity, request), when)));
        }

        ImpersonationReview review() {
            if (results.isEmpty()) {
                return new ImpersonationReview(Outcome.REFUSED, null, checks, message, List.of());
            }
            return new ImpersonationReview(
                    Outcome.ACCEPTED, results.getFirst(), checks, "", results.subList(1, results.size()));
        }
    }
}
