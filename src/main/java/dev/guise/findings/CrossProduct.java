package dev.guise.findings;

import dev.guise.impersonation.Mode;
import dev.guise.impersonation.Product;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.List;

/// Several pairs of whom and what, granted to one requestor in one mode.
public final class CrossProduct extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-CROSS-PRODUCT",
            Severity.MEDIUM,
            "Constrained grants combine into more than intended",
            "Within one mode, several roles give one requestor different identities, and several roles give it"
                    + " different actions.",
            "The API server checks identity and action separately and knows no pairs. A requestor that is granted"
                    + " \"list pods as bob\" and \"create Secrets as alice\" can do both as either user.",
            "Give each pair its own service account.",
            "Events have `impersonatedUser`, and `authenticationMetadata.impersonationConstraint` names the mode;"
                    + " look for unintended pairs.",
            KindPage.CONSTRAINED);

    CrossProduct() {
        super(PAGE, Repair.SEPARATE_PAIRS);
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
        Product product = Product.of(holder.rights(), mode, holder::isUsable).orElse(null);
        if (product == null) {
            return;
        }
        List<Grant> used = new ArrayList<>(product.whom());
        used.addAll(product.what());
        if (holder.tells(used)) {
            found.add(draft().subject(holder.subject())
                    .grant(product.whom().getFirst())
                    .part(mode.id())
                    .path(survey.pathToWorst(holder.identity()))
                    .detail("In mode " + mode.id() + ", every identity granted by " + Survey.some(roles(product.whom()))
                            + " can be used for every action granted by " + Survey.some(roles(product.what())) + ".")
                    .done());
        }
    }

    private static List<String> roles(List<Grant> grants) {
        return grants.stream().map(Survey::role).distinct().toList();
    }
}
