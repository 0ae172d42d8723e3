package dev.guise.draft.yaml;

import java.util.Arrays;

/// A text and where its lines start. Lines end with `\n`, `\r\n` or `\r`.
final class Lines {
    private final String text;
    private final int[] starts;
    /// Offsets by code point; empty when every character is one.
    private final int[] codePoints;

    Lines(String text) {
        this.text = text;
        this.starts = starts(text);
        this.codePoints = codePoints(text);
    }

    private static int[] codePoints(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[count];
        for (int i = 0, at = 0; i < count; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        return offsets;
    }

    private static int[] starts(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !pair) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = i + 1;
            }
        }
        return Arrays.copyOf(found, count);
    }

    String text() {
        return text;
    }

    /// The line of an offset, from 1.
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// The column of an offset, from 0.
    int column(int offset) {
        return offset - lineStart(offset);
    }

    int lineStart(int offset) {
        return starts[line(offset) - 1];
    }

    /// Where the line of an offset ends, before its line break.
    int lineEnd(int offset) {
        int end = nextLine(offset);
        while (end > offset && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /// Where the next line starts, or the text ends.
    int nextLine(int offset) {
        int line = line(offset);
        return line < starts.length ? starts[line] : text.length();
    }

    boolean sameLine(int one, int other) {
        return line(one) == line(other);
    }

    /// Whether only blanks stand before an offset on its line.
    boolean isFirstOnLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    /// The line break used in this text.
    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// The offset of a code point, of which the parser counts.
    int offsetOfCodePoint(int index) {
        if (codePoints.length == 0) {
            return Math.min(index, text.length());
        }
        return index < codePoints.length ? codePoints[index] : text.length();
    }

    TextRange range(int start, int end) {
        return new TextRange(start, end, line(start), column(start) + 1, line(end), column(end) + 1);
    }
}
