package dev.guise.cluster;

/// Words of strangers as they are shown in warnings: short, on one line, without control characters.
public final class Shown {
    private static final int LONGEST = 120;
    private static final int LONGEST_MESSAGE = 600;

    private Shown() {}

    /// The text between quotation marks.
    public static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /// What a server says, on one line; longer than a name may be, for it may list what is missing.
    public static String message(String text) {
        return cut(text.replaceAll("[\\r\\n]+", " "), LONGEST_MESSAGE);
    }

    /// The text as it is, with control and invisible formatting characters escaped and the end cut off when it is
    /// long.
    public static String plain(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), longest);
        for (int i = 0; i < end; i++) {
            append(shown, text.charAt(i));
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static void append(StringBuilder shown, char c) {
        boolean hidden = Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
        if (hidden) {
            shown.append(String.format("\\u%04x", (int) c));
        } else {
            shown.append(c);
        }
    }
}
