package dev.guise.cluster.defaults;

import java.util.List;
import java.util.Locale;

/// A kind of object that an API server serves, by the words for it.
///
/// @param group      the API group, `""` for the core group
/// @param plural     the name in rules and requests
/// @param singular   the name for one, in lower case
/// @param shortNames further names
public record ApiResource(String group, String plural, String singular, List<String> shortNames) {

    public ApiResource {
        shortNames = List.copyOf(shortNames);
    }

    /// One of which only the plural is known, as rules name it; the singular is what English makes of it.
    public static ApiResource named(String group, String plural) {
        return new ApiResource(group, plural, singularOf(plural), List.of());
    }

    private static String singularOf(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        boolean hissing =
                plural.endsWith("sses") || plural.endsWith("shes") || plural.endsWith("ches") || plural.endsWith("xes");
        int ending = hissing ? 2 : plural.endsWith("s") ? 1 : 0;
        return plural.substring(0, plural.length() - ending);
    }

    /// Whether a word, in lower case, means it.
    boolean isCalled(String word) {
        return plural.toLowerCase(Locale.ROOT).equals(word)
                || singular.toLowerCase(Locale.ROOT).equals(word)
                || shortNames.contains(word);
    }

    /// As kubectl writes it: `deployments.apps`, `pods`.
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
