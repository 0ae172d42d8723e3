package dev.guise.cluster.read;

import java.io.IOException;
import java.io.Reader;

/// Cuts a stream of YAML documents apart at its `---` lines, as kubectl does, so that a malformed document does not
/// take the ones behind it along. It is itself the reader of the current document.
final class YamlDocuments extends Reader {
    private static final int MARKER = 3;
    private static final int LOOKAHEAD = 4096;

    private final Reader in;
    private char[] buffer = new char[1 << 14];
    private int position;
    private int limit;
    private boolean atLineStart = true;
    private boolean started;
    private boolean hasContent;
    private int line = 1;
    private int firstLine = 1;

    YamlDocuments(Reader in) {
        this.in = in;
    }

    /// Goes on to the next document, over what is left of this one.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        if (started) {
            passOver();
        }
        started = true;
        hasContent = false;
        firstLine = line;
        return fill(1);
    }

    /// Whether the current document, of which nothing was read yet, is one of JSON: its first characters are those
    /// of an object or an array of them. What is before them is then passed over. A flow mapping of YAML looks the
    /// same only when its first key is in quotation marks.
    boolean startsWithJson() throws IOException {
        int ahead = blanks(0);
        if (fill(ahead + MARKER) && isMarker(position + ahead)) {
            ahead = blanks(ahead + MARKER);
        }
        if (ahead >= LOOKAHEAD || !fill(ahead + 1) || !isJson(ahead)) {
            return false;
        }
        for (int i = 0; i < ahead; i++) {
            line += buffer[position++] == '\n' ? 1 : 0;
        }
        hasContent = true;
        atLineStart = false;
        return true;
    }

    private boolean isJson(int ahead) throws IOException {
        char open = buffer[position + ahead];
        if (open != '{' && open != '[') {
            return false;
        }
        int next = blanks(ahead + 1);
        if (next >= LOOKAHEAD || !fill(next + 1)) {
            return false;
        }
        char first = buffer[position + next];
        return open == '{' ? first == '"' || first == '}' : first == '{' || first == '[' || first == ']';
    }

    /// How many characters are ahead of the first one from there on that is not blank.
    private int blanks(int from) throws IOException {
        int ahead = from;
        while (ahead < LOOKAHEAD && fill(ahead + 1) && buffer[position + ahead] <= ' ') {
            ahead++;
        }
        return ahead;
    }

    private boolean isMarker(int at) {
        return buffer[at] == '-' && buffer[at + 1] == '-' && buffer[at + 2] == '-';
    }

    private void passOver() throws IOException {
        char[] rest = new char[1 << 12];
        int read = 0;
        while (read >= 0) {
            read = read(rest, 0, rest.length);
        }
    }

    /// The line of the file that is read next, counted from 1.
    int line() {
        return line;
    }

    /// The line of the file on which the current document starts, counted from 1.
    int firstLine() {
        return firstLine;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int copied = 0;
        while (copied < length && fill(1)) {
            if (atLineStart && beginsDocument()) {
                break;
            }
            char c = buffer[position++];
            atLineStart = c == '\n';
            if (atLineStart) {
                line++;
            }
            target[offset + copied++] = c;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    /// At the start of a line: whether another document begins there.
    private boolean beginsDocument() throws IOException {
        boolean marker = isMarker();
        if (marker && hasContent) {
            return true;
        }
        char c = buffer[position];
        hasContent = hasContent || marker || !(c == '#' || c == '%' || c == '\n' || c == '\r');
        return false;
    }

    private boolean isMarker() throws IOException {
        if (buffer[position] != '-' || !fill(MARKER)) {
            return false;
        }
        boolean dashes = buffer[position + 1] == '-' && buffer[position + 2] == '-';
        return dashes && (!fill(MARKER + 1) || Character.isWhitespace(buffer[position + MARKER]));
    }

    /// Whether at least that many characters are ready.
    private boolean fill(int wanted) throws IOException {
        while (limit - position < wanted) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /// Leaves the file open: whoever opened it closes it.
    @Override
    public void close() {
        buffer = new char[MARKER + 1];
        position = 0;
        limit = 0;
    }
}
