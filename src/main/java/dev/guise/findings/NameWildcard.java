package dev.guise.findings;

import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import java.util.List;
import java.util.Set;

/// `resourceNames: ["*"]` where no service account and no node can have that name.
public final class NameWildcard extends RuleKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "DEAD-NAME-WILDCARD",
            Severity.MEDIUM,
            "A wildcard in the place of a name",
            "An impersonation rule on `serviceaccounts` or `nodes` has `resourceNames: [\"*\"]`. For"
                    + " `impersonate:associated-node` the name `*` is right, and nothing is reported.",
            "`resourceNames` has no wildcard: `*` is compared as a name, and no service account and no node can be"
                    + " called so. Whoever wrote it believes that it means any name, and may leave the names out when"
                    + " it does not work.",
            "List the names. Leaving `resourceNames` out grants every one of them.",
            KindPage.NOTHING_SHOWS,
            KindPage.RBAC + "#referring-to-resources");

    private static final Set<String> NAMED = Set.of("serviceaccounts", "nodes");

    NameWildcard() {
        super(PAGE);
    }

    @Override
    public List<Fault> faults(PolicyRule rule) {
        boolean impersonates = rule.verbs().stream().anyMatch(Mode::isOfIdentity);
        boolean own = rule.verbs().contains(Mode.ASSOCIATED_NODE.identityVerb());
        boolean nothingElse = !rule.resources().isEmpty()
                && rule.resources().stream()
                        .allMatch(resource -> NAMED.contains(resource) && !(own && resource.equals("nodes")));
        return impersonates && nothingElse && rule.resourceNames().contains(PolicyRule.ALL)
                ? List.of(new Fault(
                        Field.RESOURCE_NAMES, PolicyRule.ALL, "names have no wildcard, and nothing is called *", ""))
                : List.of();
    }
}
