package dev.guise.findings;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How to tell which tenant a name belongs to. What comes first counts: the pattern, then the tenants that the
/// namespaces make known.
///
/// @param label      label of namespaces whose value is the tenant, `""` for none. A user, group or extra value belongs
///                   to a tenant so known when it is the tenant's name, alone or before one of `-`, `:`, `/` and `.`
/// @param name       pattern of user names, groups, extra values and namespaces whose first group is the tenant
/// @param namespaces the namespaces of tenants, by the tenant's name
public record Tenants(String label, Optional<Pattern> name, Map<String, List<String>> namespaces) {

    /// The label `tenant` on namespaces, and names that begin with `tenant-<something>`.
    public static final Tenants DEFAULT =
            new Tenants("tenant", Optional.of(Pattern.compile("(tenant-[A-Za-z0-9]+)(?:[-:/.].*)?")), Map.of());

    public Tenants {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        namespaces.forEach((tenant, names) -> copy.put(tenant, List.copyOf(names)));
        namespaces = Collections.unmodifiableMap(copy);
        name.ifPresent(pattern -> {
            if (pattern.matcher("").groupCount() < 1) {
                throw new IllegalArgumentException(
                        "the pattern \"" + pattern + "\" has no group to say which part of a name is the tenant");
            }
        });
    }

    /// By a label of namespaces only.
    public static Tenants byLabel(String label) {
        return new Tenants(label, Optional.empty(), Map.of());
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

    /// The same, prepared for one cluster.
    Of of(ClusterSnapshot snapshot) {
        Map<String, String> byNamespace = new LinkedHashMap<>();
        namespaces.forEach((tenant, names) -> names.forEach(name -> byNamespace.put(name, tenant)));
        for (Namespace namespace : snapshot.namespaces()) {
            String tenant = namespace.meta().labels().getOrDefault(label, "");
            if (!label.isEmpty() && !tenant.isEmpty()) {
                byNamespace.put(namespace.meta().name(), tenant);
            }
        }
        Map<String, String> known = new HashMap<>();
        byNamespace.forEach((namespace, tenant) -> {
            known.put(namespace, tenant);
            known.put(tenant, tenant);
        });
        return new Of(name, byNamespace, known);
    }

    /// The tenants of one cluster.
    record Of(Optional<Pattern> name, Map<String, String> byNamespace, Map<String, String> known) {

        Optional<String> ofNamespace(String namespace) {
            return Optional.ofNullable(byNamespace.get(namespace)).or(() -> matched(namespace));
        }

        Optional<String> ofName(String value) {
            return matched(value).or(() -> prefix(value));
        }

        private Optional<String> matched(String value) {
            return name.map(pattern -> pattern.matcher(value))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1));
        }

        /// The longest known tenant that the name begins with.
        private Optional<String> prefix(String value) {
            if (known.isEmpty()) {
                return Optional.empty();
            }
            for (int end = value.length(); end > 0; end--) {
                boolean atEdge = end == value.length() || "-:/.".indexOf(value.charAt(end)) >= 0;
                String tenant = atEdge ? known.get(value.substring(0, end)) : null;
                if (tenant != null) {
                    return Optional.of(tenant);
                }
            }
            return Optional.empty();
        }
    }
}
