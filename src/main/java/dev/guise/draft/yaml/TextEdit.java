package dev.guise.draft.yaml;

/// A change to a text: what is between two offsets (UTF-16 units, end exclusive) becomes something else.
public record TextEdit(int start, int end, String replacement) {

    public TextEdit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("from " + start + " to " + end);
        }
    }

    /// The text after the change.
    public String applyTo(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
