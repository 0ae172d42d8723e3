package dev.guise.impersonation;

import dev.guise.rbac.Grant;

/// A part of a rule that people believe to allow impersonation, and that allows nothing.
///
/// @param kind   why it allows nothing
/// @param grant  the rule
/// @param part   the verb, resource or name concerned
/// @param reason one sentence for a person: what the API server checks instead
/// @param remedy what to write instead; may be empty
public record DeadRight(Kind kind, Grant grant, String part, String reason, String remedy) {

    /// Why a rule allows nothing. The ids are stable.
    public enum Kind {
        GROUP_ALONE("DEAD-GROUP-ALONE", "A group, uid or extra without anybody to impersonate"),
        SA_FULLNAME("DEAD-SA-FULLNAME", "A service account by its user name"),
        NAMESPACED_IDENTITY("DEAD-NAMESPACED-IDENTITY", "An identity granted inside a namespace"),
        API_GROUP("DEAD-API-GROUP", "An identity in the wrong API group"),
        USEREXTRAS("DEAD-USEREXTRAS", "userextras without a key"),
        EXTRA_KEY("DEAD-EXTRA-KEY", "An extra key that constrained impersonation refuses"),
        MODE_RESOURCE("DEAD-MODE-RESOURCE", "A resource that the mode never checks"),
        NODE_NAME("DEAD-NODE-NAME", "A node by a name that is never checked"),
        HALF_PAIR("DEAD-HALF-PAIR", "Half of a constrained grant"),
        VERB("DEAD-VERB", "A verb that no request has"),
        ON_THIS_VERSION("DEAD-ON-THIS-VERSION", "Constrained impersonation on a server without it");

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
