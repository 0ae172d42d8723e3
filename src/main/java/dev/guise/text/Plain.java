package dev.guise.text;

/// Words of strangers made safe for a terminal and for one line of text: names in a cluster may hold line breaks,
/// escape sequences and characters that turn the reading direction.
public final class Plain {
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
