package dev.guise.escalation.question;

import dev.guise.escalation.engine.Goal;
import dev.guise.rbac.Attributes;

/// Where a path is to lead.
public sealed interface End permits End.OfGoal, End.OfGroup, End.OfIdentity, End.OfRequest {

    /// A goal is reached.
    record OfGoal(Goal goal) implements End {}

    /// Requests are sent as a member of a group: by a credential, or by impersonation. `system:masters` is no
    /// such end: its members have control of the cluster, which is a goal.
    record OfGroup(String group) implements End {}

    /// Somebody is become: by a credential, or by impersonation.
    ///
    /// @param userName a user name, a service account's or node's included
    record OfIdentity(String userName) implements End {}

    /// A request is allowed.
    record OfRequest(Attributes request) implements End {}

    /// The end in words.
    default String describe() {
        return switch (this) {
            case OfGoal end -> end.goal().title();
            case OfGroup end -> "group " + end.group();
            case OfIdentity end -> end.userName();
            case OfRequest end -> end.request().describe();
        };
    }
}
