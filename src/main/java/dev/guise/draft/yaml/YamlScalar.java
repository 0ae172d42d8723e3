package dev.guise.draft.yaml;

import java.util.Locale;
import java.util.Set;

/// How a string is written so that every reader of YAML 1.1 and 1.2 takes it for that string.
final class YamlScalar {
    /// Words that YAML 1.1 or 1.2 reads as booleans, null or numbers.
    private static final Set<String> WORDS =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private YamlScalar() {}

    /// Plain where nobody can misread it, in double quotes else. Always on one line.
    static String of(String value) {
        return isPlain(value) ? value : quoted(value);
    }

    /// In single quotes, if it can be; such strings have no escapes.
    static String singleQuoted(String value) {
        boolean plainText = value.codePoints().allMatch(YamlScalar::isVisible);
        return plainText ? "'" + value.replace("'", "''") + "'" : quoted(value);
    }

    /// Narrower than YAML is: what starts with a digit, dot or sign might be a number or a date to somebody.
    private static boolean isPlain(String value) {
        if (value.isEmpty() || WORDS.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        char first = value.charAt(0);
        boolean starts = isLetter(first) || first == '_' || first == '/';
        return starts && !value.endsWith(":") && value.chars().allMatch(YamlScalar::isPlain);
    }

    private static boolean isPlain(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || "_-./:@+=".indexOf(c) >= 0;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// In double quotes, with escapes for everything that cannot be seen: control and format characters (those that
    /// turn the direction of writing too), and blanks other than the common one.
    static String quoted(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isVisible(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(escape(c));
                }
            }
        }
    }

    private static String escape(int c) {
        if (c < 0x100) {
            return String.format("\\x%02x", c);
        }
        return c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
