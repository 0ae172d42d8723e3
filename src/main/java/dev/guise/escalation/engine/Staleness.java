package dev.guise.escalation.engine;

import dev.guise.escalation.engine.Fact.Combination;
import dev.guise.rbac.RoleKind;
import java.util.Set;

/// Which inferences of one state of a cluster may be others in a state with other roles and bindings.
///
/// What follows from a fact is read from rules of those whom the fact is about, from a role that it names, from all
/// roles and bindings where somebody may write some, or from everybody whom roles and bindings make known. All else is
/// read from what does not change: the techniques, and the cluster's pods, accounts and Secrets.
final class Staleness {
    private final RbacChange change;
    private final Expansion after;
    private final CombinedRules rules;
    private final boolean knowsOthers;
    private final boolean touchesSpecialRoles;

    Staleness(RbacChange change, Expansion before, Expansion after) {
        this.change = change;
        this.after = after;
        this.rules = after.combined();
        this.knowsOthers = !before.index().isSame(after.index());
        this.touchesSpecialRoles = change.touchedRoles().stream().anyMatch(rules::isSpecial);
    }

    /// Whether anything that was worked out from a fact may be something else.
    boolean isStale(Fact fact) {
        return switch (fact) {
            case Fact.Credential f -> change.concerns(f.who());
            case Fact.RequestsAs f -> change.concerns(f.who());
            case Fact.Combines f ->
                change.concerns(f.who())
                        || (f.what() == Combination.IMPERSONATION ? knowsOthers : writesOthers(f.who(), Set.of()));
            case Fact.ActingWithin f ->
                change.concerns(f.who()) || change.concerns(f.by()) || writesOthers(f.who(), Set.of());
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

    /// Whether what rules add to each other may be something else, for somebody who gained roles that did not change.
    boolean isStale(Identity who, Set<Fact> gained) {
        return knowsOthers || change.concerns(who) || writesOthers(who, gained);
    }

    /// Whether the roles and bindings that somebody may write may be others. Who holds no more than the rules of a role
    /// can make something of it only where it has rules that count together with others; see [RoleWriting].
    private boolean writesOthers(Identity who, Set<Fact> gained) {
        return touchesSpecialRoles ? !gained.isEmpty() || rules.writesRoles(who) : rules.bindsRoles(who, gained);
    }

    /// Whether a technique gives the credential of whomever the cluster knows, and these are others than before.
    boolean namesOthers(Fact fact) {
        return knowsOthers && after.namesAnybody(fact);
    }
}
