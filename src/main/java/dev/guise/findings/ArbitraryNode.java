package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.impersonation.Mode;
import java.util.ArrayList;
import java.util.List;

/// Constrained impersonation of any node.
public final class ArbitraryNode extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-ARBITRARY-NODE",
            Severity.HIGH,
            "Any node can be impersonated",
            "A rule with `impersonate:arbitrary-node` on `nodes` has no `resourceNames`, and at least one"
                    + " `impersonate-on:arbitrary-node:<verb>` makes it usable. Wildcard rules are reported as"
                    + " IMP-WILDCARD-VERB.",
            "A node may read the Secrets that its pods mount and request tokens of their service accounts."
                    + " Impersonating any node therefore covers those of every pod in the cluster, within the granted"
                    + " actions.",
            "Use `impersonate:associated-node` for an agent that runs on the node, or list the nodes in"
                    + " `resourceNames`.",
            "`authenticationMetadata.impersonationConstraint` is `impersonate:arbitrary-node`.",
            KindPage.CONSTRAINED);

    ArbitraryNode() {
        super(PAGE, Repair.NAME_NODES);
    }

    @Override
    boolean takesInSteps() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            if (!holder.isUsable(Mode.ARBITRARY_NODE)) {
                continue;
            }
            for (IdentityRight right : holder.rights().constrained(Mode.ARBITRARY_NODE, Kind.NODE)) {
                if (right.names().any()
                        && !Holder.isEverything(right.grant().rule())
                        && holder.tells(List.of(right.grant()))) {
                    found.add(draft().subject(holder.subject())
                            .grant(right.grant())
                            .reaches(List.of("any node"))
                            .path(survey.pathToWorst(holder.identity()))
                            .detail(Survey.role(right.grant()) + " allows any node name.")
                            .done());
                }
            }
        }
        return found;
    }
}
