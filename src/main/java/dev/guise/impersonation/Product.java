package dev.guise.impersonation;

import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Several identities from several roles and several actions from several roles, granted to one requestor in one mode:
/// whoever wrote them may have meant pairs, and the server allows each action as each identity.
///
/// @param whom the rules that name whom
/// @param what the rules that say what for
public record Product(List<Grant> whom, List<Grant> what) {

    public Product {
        whom = List.copyOf(whom);
        what = List.copyOf(what);
    }

    /// The product in a mode. Rules that allow all verbs are not part of one: they are not meant as pairs.
    ///
    /// @param usable which rights count
    public static Optional<Product> of(ImpersonationRights rights, Mode mode, Predicate<IdentityRight> usable) {
        List<Grant> whom = new ArrayList<>();
        Set<Object> identities = new LinkedHashSet<>();
        for (IdentityRight right : rights.constrained(mode, Kind.target(mode))) {
            if (right.grant().rule().verbs().contains(mode.identityVerb()) && usable.test(right)) {
                whom.add(right.grant());
                identities.add(List.of(right.namespace(), right.names()));
            }
        }
        List<Grant> what = new ArrayList<>();
        Set<Object> actions = new LinkedHashSet<>();
        for (ActionRight right : rights.actions(mode)) {
            if (right.grant().rule().verbs().stream()
                    .anyMatch(verb -> mode.actionIn(verb).isPresent())) {
                what.add(right.grant());
                actions.add(List.of(
                        right.verbs(), right.grant().namespace(), right.grant().rule()));
            }
        }
        boolean several = identities.size() > 1 && actions.size() > 1 && areSeveral(whom) && areSeveral(what);
        return several ? Optional.of(new Product(whom, what)) : Optional.empty();
    }

    private static boolean areSeveral(List<Grant> grants) {
        return grants.stream().map(grant -> Place.of(grant.role())).distinct().count() > 1;
    }

    private record Place(Object kind, String namespace, String name) {
        static Place of(RoleObject role) {
            return new Place(role.kind(), role.namespace(), role.name());
        }
    }
}
