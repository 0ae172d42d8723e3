package dev.guise.draft.yaml;

/// A change to a text: what is between two offsets (UTF-16 units, end exclusive) becomes something else.
public record TextEdit(int start, int end, String replacement) {

    public TextEdit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("from " + start + " to " + end);
        }
    }

    /// The change from one text to another, without what they begin and end with alike.
    public static TextEdit between(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int start = 0;
        while (start < most && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < most - start
                && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
            same++;
        }
        return new TextEdit(start, before.length() - same, after.substring(start, after.length() - same));
    }

    /// The text after the change.
    public String applyTo(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
