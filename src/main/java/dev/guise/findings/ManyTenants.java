package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One role for the identities of several tenants.
public final class ManyTenants extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-MANY-TENANTS",
            Severity.MEDIUM,
            "One role impersonates several tenants",
            "One role, through one binding, lets its subject impersonate identities of more than one tenant. Tenants"
                + " are distinguished by a namespace label (`tenant`), by a name pattern or by a list of namespaces;"
                + " the reviewer can choose which.",
            "A request that a gateway sends for one tenant can be sent as another. Users, groups and extras of"
                    + " different tenants can even be mixed in one request.",
            "Create a role for each tenant, and bind each role to its own service account.",
            "One `user` has `impersonatedUser` values of several tenants.",
            KindPage.CONSTRAINED);

    ManyTenants() {
        super(PAGE, Repair.SPLIT_BY_TENANT);
    }

    private record Key(String binding, String role) {}

    private static final class Gateway {
        private final List<Grant> grants = new ArrayList<>();
        private final Set<String> tenants = new TreeSet<>();
    }

    @Override
    List<Finding> find(Survey survey) {
        KnownTenants tenants = survey.analysis().tenants().of(survey.snapshot());
        List<Finding> found = new ArrayList<>();
        for (Holder holder : survey.holders()) {
            Map<Key, Gateway> gateways = new LinkedHashMap<>();
            for (IdentityRight right : holder.rights().identities()) {
                if (!right.names().any() && holder.isUsable(right)) {
                    add(gateways, right, tenants);
                }
            }
            for (Gateway gateway : gateways.values()) {
                if (gateway.tenants.size() > 1 && holder.tells(gateway.grants)) {
                    found.add(finding(survey, holder, gateway));
                }
            }
        }
        return found;
    }

    private static void add(Map<Key, Gateway> gateways, IdentityRight right, KnownTenants tenants) {
        Grant grant = right.grant();
        Key key = new Key(grant.binding().kind() + grant.binding().meta().qualifiedName(), Survey.role(grant));
        Gateway gateway = gateways.computeIfAbsent(key, k -> new Gateway());
        gateway.grants.add(grant);
        right.reachable().names().stream()
                .flatMap(name -> tenant(right, name, tenants).stream())
                .forEach(gateway.tenants::add);
    }

    private static Optional<String> tenant(IdentityRight right, String name, KnownTenants tenants) {
        boolean placed = right.kind() == IdentityRight.Kind.SERVICE_ACCOUNT
                && !right.namespace().isEmpty();
        return placed ? tenants.ofNamespace(right.namespace()) : tenants.ofName(name);
    }

    private Finding finding(Survey survey, Holder holder, Gateway gateway) {
        Grant grant = gateway.grants.getFirst();
        List<String> names = List.copyOf(gateway.tenants);
        return draft().subject(holder.subject())
                .origin(Origin.of(grant.binding(), grant.role()))
                .expectedIf(Expected.isExpected(grant))
                .reaches(names)
                .path(survey.pathToWorst(holder.identity()))
                .detail(Survey.role(grant) + " names identities of " + names.size() + " tenants: " + Survey.some(names)
                        + ".")
                .done();
    }
}
