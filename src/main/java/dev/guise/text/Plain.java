package dev.guise.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words of strangers made safe for a terminal and for one line of text: names in a cluster may hold line breaks,
/// escape sequences and characters that turn the reading direction.
public final class Plain {
    private static final Pattern NUMBER = Pattern.compile("\\\\u\\{([0-9a-f]{1,6})\\}");

    private Plain() {}

    /// The text on one line, with everything that is not seen, or that a terminal would act on, written as its
    /// number, as in Swift and Rust.
    /// Linear; a text without such characters is returned as it is.
    public static String line(String text) {
        int first = firstHidden(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        text.substring(first).codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /// The text of which that is the line: the numbers of hidden characters are read as these.
    public static String read(String line) {
        return NUMBER.matcher(line).replaceAll(found -> {
            int c = Integer.parseInt(found.group(1), 16);
            return Matcher.quoteReplacement(
                    Character.isValidCodePoint(c) && isHidden(c) ? Character.toString(c) : found.group());
        });
    }

    private static int firstHidden(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isHidden(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static void append(StringBuilder shown, int c) {
        if (isHidden(c)) {
            shown.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
            shown.appendCodePoint(c);
        }
    }

    /// Whether a character is not seen, or does something other than being seen.
    public static boolean isHidden(int c) {
        if (c >= ' ' && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
