package dev.guise.text;

import java.util.Locale;

/// Numbers as a person reads them, and nouns that agree with them.
public final class Numbers {
    private Numbers() {}

    /// The digits in groups of three: `12,345`.
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A number and what it counts: `1 role`, `12,345 roles`.
    ///
    /// @param one the noun for one of them, whose plural is regular
    public static String count(long number, String one) {
        return grouped(number) + " " + (number == 1 ? one : plural(one));
    }

    /// The same with a plural of its own: `1 identity`, `2 identities`.
    public static String count(long number, String one, String several) {
        return grouped(number) + " " + (number == 1 ? one : several);
    }

    /// The regular plural: `identity` has `identities`, `class` has `classes`.
    private static String plural(String one) {
        boolean consonant = one.length() > 1 && "aeiou".indexOf(one.charAt(one.length() - 2)) < 0;
        if (one.endsWith("y") && consonant) {
            return one.substring(0, one.length() - 1) + "ies";
        }
        boolean hissing = one.endsWith("s") || one.endsWith("x") || one.endsWith("ch") || one.endsWith("sh");
        return hissing ? one + "es" : one + "s";
    }
}
