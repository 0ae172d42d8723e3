package dev.guise.findings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tenants of one cluster: which of them a namespace, or the name of a user or group or a value of an extra,
/// belongs
/// to. What comes first counts: the pattern of names, then the tenants that are known.
///
/// A name belongs to a known tenant when it has the name of the tenant, or of one of its namespaces, as a part: between
/// its start, its end and the characters `-`, `.`, `:`, `/`, `_` and `@`. To the longest of several, and of those to
/// the
/// first: with the tenants `acme` and `acme-eu`, `svc-acme-eu` belongs to `acme-eu` only.
public final class KnownTenants {
    private static final String BREAKS = "-.:/_@";

    private final Optional<Pattern> pattern;
    private final Map<String, String> byNamespace;
    /// By every name that stands for one, the tenants' own and their namespaces'.
    private final Map<String, String> byName;
    private final int longest;

    KnownTenants(Optional<Pattern> pattern, Map<String, String> byNamespace, Map<String, String> byName) {
        this.pattern = pattern;
        this.byNamespace = Map.copyOf(byNamespace);
        this.byName = Map.copyOf(byName);
        this.longest = byName.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /// The tenants of these names, and no others.
    public static KnownTenants named(List<String> tenants) {
        Map<String, String> byName = new LinkedHashMap<>();
        tenants.forEach(tenant -> byName.put(tenant, tenant));
        byName.remove("");
        return new KnownTenants(Optional.empty(), Map.of(), byName);
    }

    /// Only these of the tenants; those that are not known by a namespace or a pattern by their names.
    public KnownTenants only(List<String> tenants) {
        Set<String> wanted = Set.copyOf(tenants);
        Map<String, String> names = new HashMap<>(byName);
        tenants.stream().filter(tenant -> !tenant.isEmpty()).forEach(tenant -> names.putIfAbsent(tenant, tenant));
        names.values().retainAll(wanted);
        Map<String, String> namespaces = new HashMap<>(byNamespace);
        namespaces.values().retainAll(wanted);
        return new KnownTenants(pattern, namespaces, names);
    }

    /// The tenant of a namespace.
    public Optional<String> ofNamespace(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace)).or(() -> ofName(namespace));
    }

    /// The tenant of a name. Linear in its length, times the length of the longest name that is known.
    public Optional<String> ofName(String name) {
        return matched(name).or(() -> part(name));
    }

    private Optional<String> matched(String name) {
        return pattern.map(written -> written.matcher(name))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    private Optional<String> part(String name) {
        Optional<String> best = Optional.empty();
        int length = 0;
        for (int start = 0; start < name.length(); start++) {
            if (start > 0 && !isBreak(name, start - 1)) {
                continue;
            }
            for (int end = Math.min(name.length(), start + longest); end > start + length; end--) {
                String tenant =
                        end == name.length() || isBreak(name, end) ? byName.get(name.substring(start, end)) : null;
                if (tenant != null) {
                    best = Optional.of(tenant);
                    length = end - start;
                }
            }
        }
        return best;
    }

    private static boolean isBreak(String name, int at) {
        return BREAKS.indexOf(name.charAt(at)) >= 0;
    }
}
