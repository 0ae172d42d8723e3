package dev.guise.cluster;

import dev.guise.text.Plain;

/// Words of strangers as they are shown in warnings: short, on one line, without control characters.
public final class Shown {
    private static final int MAX_LENGTH = 120;
    private static final int MAX_MESSAGE_LENGTH = 600;

    private Shown() {}

    /// The text between quotation marks.
    public static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /// What a server says, on one line; longer than a name may be, for it may list what is missing.
    public static String message(String text) {
        return cut(text.replaceAll("[\\r\\n]+", " "), MAX_MESSAGE_LENGTH);
    }

    /// The text as it is, with control and invisible formatting characters escaped and the end cut off when it is
    /// long.
    public static String plain(String text) {
        return cut(text, MAX_LENGTH);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return Plain.line(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return Plain.line(text.substring(0, end)) + '…';
    }
}
