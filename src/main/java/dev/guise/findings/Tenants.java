package dev.guise.findings;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How to tell which tenant a name belongs to, as the reviewer says; see [KnownTenants].
///
/// @param label      label of namespaces whose value is the tenant, `""` for none
/// @param name       pattern of user names, groups, extra values and namespaces whose first group is the tenant
/// @param namespaces the namespaces of tenants, by the tenant's name
public record Tenants(String label, Optional<Pattern> name, Map<String, List<String>> namespaces) {

    /// The label `tenant` on namespaces, and names that begin with `tenant-<something>`.
    public static final Tenants DEFAULT =
            new Tenants("tenant", Optional.of(Pattern.compile("(tenant-[A-Za-z0-9]+)(?:[-.:/_@].*)?")), Map.of());

    public Tenants {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        namespaces.forEach((tenant, names) -> copy.put(tenant, List.copyOf(names)));
        namespaces = Collections.unmodifiableMap(copy);
        name.ifPresent(pattern -> {
            if (pattern.matcher("").groupCount() < 1) {
                throw new IllegalArgumentException("the pattern \"" + pattern
                        + "\" has no capturing group for the part of a name that is the tenant");
            }
        });
    }

    /// By a pattern with a group only; a name matches as a whole.
    public static Tenants byName(Pattern pattern) {
        return new Tenants("", Optional.of(pattern), Map.of());
    }

    /// By namespaces, each a tenant.
    public static Tenants byNamespace(List<String> namespaces) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        namespaces.forEach(namespace -> own.put(namespace, List.of(namespace)));
        return new Tenants("", Optional.empty(), own);
    }

    /// Those of one cluster.
    public KnownTenants of(ClusterSnapshot snapshot) {
        Map<String, String> byNamespace = new LinkedHashMap<>();
        namespaces.forEach((tenant, names) -> names.forEach(name -> byNamespace.put(name, tenant)));
        for (Namespace namespace : snapshot.namespaces()) {
            String tenant = namespace.meta().labels().getOrDefault(label, "");
            if (!label.isEmpty() && !tenant.isEmpty()) {
                byNamespace.put(namespace.meta().name(), tenant);
            }
        }
        Map<String, String> byName = new HashMap<>(byNamespace);
        byNamespace.values().forEach(tenant -> byName.put(tenant, tenant));
        return new KnownTenants(name, byNamespace, byName);
    }
}
