package dev.guise.impersonation;

import java.util.Arrays;
import java.util.Optional;

/// A way of constrained impersonation (KEP-5284), in the order in which the API server tries them.
///
/// Mirrors `k8s.io/apiserver/pkg/endpoints/filters/impersonation/constrained_impersonation.go`.
public enum Mode {
    /// A service account becomes the node that its own pod runs on.
    ASSOCIATED_NODE("associated-node"),
    /// Any requestor becomes a node.
    ARBITRARY_NODE("arbitrary-node"),
    /// Any requestor becomes a service account.
    SERVICE_ACCOUNT("serviceaccount"),
    /// Any requestor becomes a user that is neither a node nor a service account, with groups, uid and extra.
    USER_INFO("user-info");

    /// The verb of legacy impersonation.
    public static final String LEGACY_VERB = "impersonate";

    private static final String ACTION_PREFIX = "impersonate-on:";

    private final String id;

    Mode(String id) {
        this.id = id;
    }

    /// Whether a verb that a rule spells out grants an identity: `impersonate`, or `impersonate:<mode>`
    /// whether or not there is such a mode.
    public static boolean isOfIdentity(String verb) {
        return verb.equals(LEGACY_VERB) || isConstrained(verb);
    }

    /// Whether a verb is `impersonate:<mode>`, whether or not there is such a mode.
    public static boolean isConstrained(String verb) {
        return verb.startsWith(LEGACY_VERB + ":");
    }

    /// Whether a verb grants an action: `impersonate-on:<mode>:<verb>`, whether or not there is such a
    /// mode.
    public static boolean isOfAction(String verb) {
        return verb.startsWith(ACTION_PREFIX);
    }

    /// The mode's name inside verbs, such as `user-info`.
    public String id() {
        return id;
    }

    /// The verb of the identity check: `impersonate:<mode>`.
    public String identityVerb() {
        return LEGACY_VERB + ":" + id;
    }

    /// The verb of the action check: `impersonate-on:<mode>:<verb>`.
    public String actionVerb(String verb) {
        return ACTION_PREFIX + id + ":" + verb;
    }

    /// The request's verb inside one of this mode's action verbs, empty for any other verb. Verbs are plain strings to
    /// RBAC, so `impersonate-on:user-info:*` has the verb `*`, which no request has.
    public Optional<String> actionIn(String verb) {
        String prefix = ACTION_PREFIX + id + ":";
        return verb.startsWith(prefix) ? Optional.of(verb.substring(prefix.length())) : Optional.empty();
    }

    /// The mode with that name.
    public static Optional<Mode> of(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id.equals(id)).findFirst();
    }
}
