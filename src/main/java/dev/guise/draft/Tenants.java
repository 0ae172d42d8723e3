package dev.guise.draft;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tenant a name belongs to, as the reviewer says: names of users and groups, values of extras, and namespaces of
/// service accounts.
@FunctionalInterface
public interface Tenants {

    /// The tenant of a name; empty when it belongs to none.
    Optional<String> of(String name);

    /// Tenants of these names: a name belongs to the tenant that it is, or that stands in front of or behind a `-`,
    /// `.`, `:`, `/`, `_` or `@` in it; to the one with the longest name where several do.
    static Tenants named(List<String> tenants) {
        List<String> longestFirst = tenants.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return name ->
                longestFirst.stream().filter(tenant -> belongs(name, tenant)).findFirst();
    }

    /// The tenant is what the pattern's first group matches in a name, which it must match from its start to its end.
    ///
    /// @throws IllegalArgumentException when the pattern has no group
    static Tenants matching(Pattern pattern) {
        if (pattern.matcher("").groupCount() < 1) {
            throw new IllegalArgumentException("the pattern needs a group in brackets for the tenant: " + pattern);
        }
        return name -> {
            Matcher matcher = pattern.matcher(name);
            return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
        };
    }

    private static boolean belongs(String name, String tenant) {
        int at = name.indexOf(tenant);
        while (at >= 0) {
            int end = at + tenant.length();
            if ((at == 0 || isBreak(name.charAt(at - 1))) && (end == name.length() || isBreak(name.charAt(end)))) {
                return true;
            }
            at = name.indexOf(tenant, at + 1);
        }
        return false;
    }

    private static boolean isBreak(char c) {
        return "-.:/_@".indexOf(c) >= 0;
    }
}
