package dev.guise.impersonation;

import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Step;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Authorizer;
import dev.guise.rbac.Decision;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the checks of one mode, and of legacy, one after the other, and keeps them; once one failed, no more are made.
final class IdentityChecks {
    /// The API group of identities in constrained modes, and of uids and extras always.
    static final String AUTHENTICATION = "authentication.k8s.io";

    private final Authorizer authorizer;
    private final UserInfo requestor;
    private final @Nullable Mode mode;
    private final List<Check> made = new ArrayList<>();
    private String message = "";

    IdentityChecks(Authorizer authorizer, UserInfo requestor, @Nullable Mode mode) {
        this.authorizer = authorizer;
        this.requestor = requestor;
        this.mode = mode;
    }

    boolean failed() {
        return !message.isEmpty();
    }

    /// The requestor must be allowed this.
    void need(Step step, Attributes attributes) {
        if (failed()) {
            return;
        }
        if (!tryFor(step, attributes)) {
            message = "User \"" + requestor.name() + "\" cannot " + attributes.describe();
        }
    }

    /// Whether the requestor is allowed this; what follows depends on it, and nothing fails.
    boolean tryFor(Step step, Attributes attributes) {
        Decision decision = authorizer.authorize(requestor, attributes);
        made.add(new Check(mode, step, attributes, decision, "", decision.isAllowed()));
        return decision.isAllowed();
    }

    /// The request itself must be like this.
    void demand(boolean met, String otherwise) {
        if (!failed() && !met) {
            made.add(new Check(mode, Step.DEMAND, null, null, otherwise, false));
            message = otherwise;
        }
    }

    ImpersonationReviewer.Attempt result(UserInfo identity) {
        return new ImpersonationReviewer.Attempt(made, failed() ? Optional.empty() : Optional.of(identity), message);
    }

    /// An identity at cluster scope.
    static ResourceAttributes identity(String verb, String apiGroup, String resource, String name) {
        return ResourceAttributes.of(verb, apiGroup, resource, "", name);
    }

    /// The identity of a user, uid or group asked for gets its last group as the server's authenticator would add it.
    static List<String> withAuthenticated(String userName, List<String> groups) {
        List<String> all = new ArrayList<>(groups);
        if (userName.equals(Rbac.ANONYMOUS)) {
            if (!all.contains(Rbac.UNAUTHENTICATED)) {
                all.add(Rbac.UNAUTHENTICATED);
            }
            return all;
        }
        if (!all.contains(Rbac.UNAUTHENTICATED) && !all.contains(Rbac.AUTHENTICATED)) {
            all.add(Rbac.AUTHENTICATED);
        }
        return all;
    }
}
