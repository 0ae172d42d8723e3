package dev.guise.impersonation;

import dev.guise.rbac.Grant;

/// A part of a rule that appears to allow impersonation but allows nothing.
///
/// @param kind   why it allows nothing
/// @param grant  the rule
/// @param part   the verb, resource or name concerned
/// @param reason one sentence to show: what the API server checks instead
/// @param remedy what to write instead; may be empty
public record DeadRight(Kind kind, Grant grant, String part, String reason, String remedy) {

    /// Why a rule allows nothing. The ids are stable.
    public enum Kind {
        GROUP_ALONE("DEAD-GROUP-ALONE", "A group, UID or extra grant has no user to impersonate"),
        SA_FULLNAME("DEAD-SA-FULLNAME", "A service account is granted by its user name"),
        NAMESPACED_IDENTITY("DEAD-NAMESPACED-IDENTITY", "A cluster-scoped identity is granted in a namespace"),
        API_GROUP("DEAD-API-GROUP", "An identity is granted in the wrong API group"),
        USEREXTRAS("DEAD-USEREXTRAS", "userextras is granted without a key"),
        EXTRA_KEY("DEAD-EXTRA-KEY", "Constrained impersonation rejects the extra key"),
        MODE_RESOURCE("DEAD-MODE-RESOURCE", "The impersonation mode never checks the resource"),
        NODE_NAME("DEAD-NODE-NAME", "The node name is never checked"),
        ASSOCIATED_NODE("DEAD-ASSOCIATED-NODE", "A mode for service accounts is granted to a user"),
        HALF_PAIR("DEAD-HALF-PAIR", "A constrained grant is incomplete"),
        VERB("DEAD-VERB", "No request uses the verb"),
        ON_THIS_VERSION("DEAD-ON-THIS-VERSION", "The server does not support constrained impersonation");

        private final String id;
        private final String title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /// The stable id, such as `DEAD-GROUP-ALONE`.
        public String id() {
            return id;
        }

        public String title() {
            return title;
        }
    }
}
