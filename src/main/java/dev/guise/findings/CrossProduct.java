package dev.guise.findings;

import dev.guise.impersonation.ActionRight;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Several pairs of whom and what, granted to one requestor in one mode.
final class CrossProduct extends FindingKind {
    CrossProduct() {
        super(new KindPage(
                "IMP-CROSS-PRODUCT",
                Severity.MEDIUM,
                "Everyone for everything: constrained grants multiply",
                "In one mode, several roles give one requestor different identities, and several roles give it different"
                        + " actions.",
                "The API server checks identity and action one by one and knows no pairs. Granting \"list pods as bob\" and"
                        + " \"create Secrets as alice\" to one requestor grants each of them as either.",
                "Give each pair to a service account of its own.",
                "Events have `impersonatedUser`, and `authenticationMetadata.impersonationConstraint` names the mode;"
                        + " look for pairs that nobody meant.",
                KindPage.CONSTRAINED));
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            for (Mode mode : Mode.values()) {
                if (holder.isUsable(mode)) {
                    addProduct(survey, holder, mode, found);
                }
            }
        }
        return found;
    }

    private void addProduct(Survey survey, Holder holder, Mode mode, List<Finding> found) {
        List<Grant> whom = new ArrayList<>();
        Set<Object> identities = new LinkedHashSet<>();
        for (IdentityRight right : holder.rights().constrained(mode, Holder.target(mode))) {
            if (right.grant().rule().verbs().contains(mode.identityVerb()) && holder.isUsable(right)) {
                whom.add(right.grant());
                identities.add(List.of(right.namespace(), right.names()));
            }
        }
        List<Grant> what = new ArrayList<>();
        Set<Object> actions = new LinkedHashSet<>();
        for (ActionRight right : holder.rights().actions(mode)) {
            if (Holder.spells(right.grant().rule())) {
                what.add(right.grant());
                actions.add(List.of(right.verbs(), right.grant().namespace(), right.grant().rule()));
            }
        }
        List<Grant> used = new ArrayList<>(whom);
        used.addAll(what);
        boolean pairs = identities.size() > 1 && actions.size() > 1 && roles(whom).size() > 1 && roles(what).size() > 1;
        if (pairs && holder.tells(used)) {
            found.add(draft().subject(holder.subject())
                    .grant(whom.getFirst())
                    .part(mode.id())
                    .way(survey.wayToWorst(holder.identity()))
                    .detail("In the mode " + mode.id() + ", every identity of " + Survey.some(roles(whom))
                            + " may be used for every action of " + Survey.some(roles(what)) + ".")
                    .done());
        }
    }

    private static List<String> roles(List<Grant> grants) {
        return grants.stream().map(Survey::role).distinct().toList();
    }
}
