package dev.guise.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into lines without copying them, in memory bounded by the longest line allowed.
final class LineFramer {
    private static final int FIRST_BUFFER = 1 << 18;

    /// Takes the lines.
    interface Sink {
        /// A line, without its end.
        void line(byte[] buffer, int from, int to, long number, long offset);

        /// A line that is longer than allowed; its content was passed over.
        void tooLong(long number, long offset, long length);
    }

    private final InputStream in;
    private final int maxLine;
    private final Sink sink;
    private byte[] buffer;
    private int from;
    private int to;
    private long number = 1;
    private long offset;

    LineFramer(InputStream in, int maxLine, Sink sink) {
        this.in = in;
        this.maxLine = maxLine;
        this.sink = sink;
        this.buffer = new byte[Math.min(FIRST_BUFFER, Math.max(16, maxLine + 1))];
    }

    /// Reads to the end.
    void readAll() throws IOException {
        int searched = from;
        while (true) {
            int end = indexOfNewline(searched);
            if (end >= 0) {
                emit(end);
                consume(end + 1);
                searched = from;
                continue;
            }
            if (to - from > maxLine) {
                if (!skipTooLong()) {
                    return;
                }
                searched = from;
                continue;
            }
            int kept = to - from;
            if (!fill()) {
                emitRest();
                return;
            }
            searched = from + kept;
        }
    }

    /// The line that was being read when the stream failed.
    long number() {
        return number;
    }

    /// Where that line starts.
    long offset() {
        return offset;
    }

    private int indexOfNewline(int searched) {
        for (int i = searched; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void emit(int end) {
        if (end - from > maxLine) {
            sink.tooLong(number, offset, end - from);
            return;
        }
        int last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        sink.line(buffer, from, last, number, offset);
    }

    private void emitRest() {
        if (to > from) {
            emit(to);
            consume(to);
        }
    }

    private void consume(int next) {
        offset += next - from;
        number++;
        from = next;
    }

    /// Passes over the rest of a line that is already longer than allowed.
    ///
    /// @return whether there is a line after it
    private boolean skipTooLong() throws IOException {
        long length = 0;
        while (true) {
            int end = indexOfNewline(from);
            if (end >= 0) {
                length += end - from;
                sink.tooLong(number, offset, length);
                offset += length + 1;
                number++;
                from = end + 1;
                return true;
            }
            length += to - from;
            from = to;
            if (!fill()) {
                sink.tooLong(number, offset, length);
                offset += length;
                return false;
            }
        }
    }

    /// Reads more behind what is there, making room first.
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.min(2L * buffer.length, maxLine + 1L)));
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read > 0) {
            to += read;
        }
        return read >= 0;
    }
}
