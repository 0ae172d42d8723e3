package dev.guise.escalation.question;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Attributes;

/// Where a path is to lead.
public sealed interface End permits End.OfGoal, End.OfGroup, End.OfIdentity, End.OfRequest {

    /// A goal is reached.
    record OfGoal(Goal goal) implements End {}

    /// Requests are sent as a member of a group: by a credential, or by impersonation. `system:masters` is no
    /// such end: its members have control of the cluster, which is a goal.
    record OfGroup(String group) implements End {}

    /// An identity is become: by a credential, or by impersonation.
    record OfIdentity(Identity who) implements End {}

    /// A request is allowed.
    record OfRequest(Attributes request) implements End {}

    /// What is true of an attacker at the end. An identity can be become by impersonation, too.
    default Fact fact() {
        return switch (this) {
            case OfGoal(Goal goal) -> goal.fact();
            case OfGroup(String group) -> new Fact.Credential(Identity.memberOf(group));
            case OfIdentity(Identity who) -> new Fact.Credential(who);
            case OfRequest(Attributes request) -> new Fact.Allowed(request);
        };
    }
}
