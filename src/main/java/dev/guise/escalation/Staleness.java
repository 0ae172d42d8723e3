package dev.guise.escalation;

import dev.guise.escalation.Fact.Combination;
import dev.guise.rbac.RoleKind;

/// Which inferences of one state of a cluster may be others in a state with other roles and bindings.
///
/// What follows from a fact is read from rules of those whom the fact is about, from a role that it names, from all roles
/// and bindings where somebody may write some, or from everybody whom roles and bindings make known. All else is read
/// from what does not change: the techniques, and the cluster's pods, accounts and Secrets.
final class Staleness {
    private final RbacChange change;
    private final Expansion after;
    private final boolean knowsOthers;

    Staleness(RbacChange change, Expansion before, Expansion after) {
        this.change = change;
        this.after = after;
        this.knowsOthers = !before.inhabitants().isSame(after.inhabitants());
    }

    /// Whether anything that was worked out from a fact may be something else.
    boolean isStale(Fact fact) {
        return switch (fact) {
            case Fact.Credential f -> change.concerns(f.who());
            case Fact.RequestsAs f -> change.concerns(f.who());
            case Fact.Combines f ->
                change.concerns(f.who())
                        || (f.what() == Combination.IMPERSONATION ? knowsOthers : after.writesRoles(f.who()));
            case Fact.ActingWithin f ->
                change.concerns(f.who()) || change.concerns(f.by()) || after.writesRoles(f.who());
            case Fact.RightsOf f -> change.concerns(f.subject());
            case Fact.BoundRole f -> change.concerns(f.kind(), f.roleNamespace(), f.name());
            case Fact.MayBind f ->
                f.role().isEmpty()
                        ? change.hasRoles()
                        : change.concerns(f.kind(), f.kind() == RoleKind.ROLE ? f.scope() : "", f.role());
            case Fact.ActAsAny ignored -> knowsOthers;
            case Fact.Influence ignored -> knowsOthers;
            default -> false;
        };
    }

    /// Whether a technique gives the credential of whomever the cluster knows, and these are others than before.
    boolean namesOthers(Fact fact) {
        return knowsOthers && after.namesAnybody(fact);
    }
}
