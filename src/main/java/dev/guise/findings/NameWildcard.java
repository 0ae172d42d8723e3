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
            "Rule uses a wildcard as a resource name",
            "An impersonation rule on `serviceaccounts` or `nodes` has `resourceNames: [\"*\"]`. For"
                    + " `impersonate:associated-node` the name `*` is correct and not reported.",
            "`resourceNames` has no wildcards: `*` is compared as a literal name, which no service account or node can"
                + " have. The rule's author believes that it matches any name and may leave the names out when it does"
                + " not work.",
            "List the names. Leaving `resourceNames` out grants all of them.",
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
                        Field.RESOURCE_NAMES,
                        PolicyRule.ALL,
                        "resourceNames has no wildcards, and no service account or node can be named *",
                        ""))
                : List.of();
    }
}
