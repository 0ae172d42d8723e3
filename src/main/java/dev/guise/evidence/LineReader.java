package dev.guise.evidence;

import dev.guise.evidence.RecordReader.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads one line after another: JSON; JSON behind what a runtime, syslog or a tool puts in front of it; a row
/// of comma separated values with JSON in it.
final class LineReader {
    /// As far as JSON may stand from the start of its line.
    private static final int MAX_PREFIX_LENGTH = 4096;

    private final JsonFactory json;
    private final RecordReader records;
    private final RecordReader.Sink sink;
    private boolean first = true;
    private boolean rows;
    private boolean header;

    LineReader(JsonFactory json, RecordReader records, RecordReader.Sink sink) {
        this.json = json;
        this.records = records;
        this.sink = sink;
    }

    /// Reads a line, without its end. Blank ones are nothing.
    void read(byte[] buffer, int from, int to) {
        int start = from;
        while (start < to && (buffer[start] == ' ' || buffer[start] == '\t')) {
            start++;
        }
        if (start == to) {
            return;
        }
        if (buffer[start] == '{' || buffer[start] == '[') {
            readJson(buffer, start, to);
        } else {
            readOther(buffer, start, to);
        }
        first = false;
    }

    /// Says at the end what turned out to be no header.
    void finish() {
        if (header && !rows) {
            sink.unread(Unread.NOT_JSON, 1, "the first line is not JSON");
        }
    }

    private void readJson(byte[] buffer, int start, int to) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), buffer, start, to - start)) {
            records.readAll(parser);
        } catch (JacksonException e) {
            int bracket = indexOf(buffer, (byte) '{', start, to);
            if (buffer[start] == '[' && bracket > start + 1) {
                // a name in brackets, not an array
                readOther(buffer, start, to);
            } else {
                sink.unread(reason(e, to - start), 1, e.getOriginalMessage());
            }
        }
    }

    private void readOther(byte[] buffer, int start, int to) {
        int bracket = indexOf(buffer, (byte) '{', start, Math.min(to, start + MAX_PREFIX_LENGTH));
        if (bracket < 0) {
            readPlain(new String(buffer, start, to - start, StandardCharsets.UTF_8));
            return;
        }
        String prefix = new String(buffer, start, bracket - start, StandardCharsets.UTF_8);
        RuntimeLine runtime = RuntimeLine.of(prefix);
        if (runtime != null) {
            int content = start + runtime.length(prefix);
            readPiece(runtime, new String(buffer, content, to - content, StandardCharsets.UTF_8));
            return;
        }
        String rest = new String(buffer, bracket, to - bracket, StandardCharsets.UTF_8);
        if (prefix.endsWith("\"") && rest.startsWith("{\"\"")) {
            readRow(prefix + rest);
        } else if (!records.readText(rest)) {
            sink.unread(RecordReader.isProgramLog(prefix) ? Unread.PROGRAM_LOG : Unread.NOT_JSON, 1, "not JSON");
        }
    }

    private void readPlain(String line) {
        RuntimeLine runtime = RuntimeLine.of(line);
        if (runtime != null) {
            readPiece(runtime, line.substring(runtime.length(line)));
        } else if (RecordReader.isProgramLog(line)) {
            sink.unread(Unread.PROGRAM_LOG, 1, "a line of another program's log");
        } else if (first) {
            header = true;
        } else {
            sink.unread(Unread.NOT_JSON, 1, "not JSON");
        }
    }

    private void readPiece(RuntimeLine runtime, String content) {
        if (!records.readPiece(runtime.stream(), content, runtime.piece())) {
            Unread reason = RecordReader.isProgramLog(content)
                    ? Unread.PROGRAM_LOG
                    : content.startsWith("{") ? Unread.NO_EVENT : Unread.NOT_JSON;
            sink.unread(reason, 1, "not an audit event");
        }
    }

    /// A row of an export as comma separated values: quotes are doubled.
    private void readRow(String line) {
        rows = true;
        boolean found = false;
        for (String cell : cells(line)) {
            found |= records.readText(cell);
        }
        if (!found) {
            sink.unread(Unread.NO_EVENT, 1, "a row without an audit event");
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static Unread reason(JacksonException e, int length) {
        boolean atEnd = e.getLocation() != null && e.getLocation().getByteOffset() >= length;
        return atEnd || e instanceof UnexpectedEndOfInputException ? Unread.CUT_OFF : Unread.MALFORMED;
    }

    private static int indexOf(byte[] buffer, byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// What a container runtime puts in front of a line: `<time> stdout|stderr P|F `, with `P` for a piece that
    /// is not the last. Mirrors `kuberuntime/logs` of the kubelet.
    private record RuntimeLine(String time, String stream, Piece piece) {

        static @org.jspecify.annotations.Nullable RuntimeLine of(String line) {
            String[] words = line.split(" ", 4);
            boolean stream = words.length == 4 && (words[1].equals("stdout") || words[1].equals("stderr"));
            if (!stream || !words[0].contains("T")) {
                return null;
            }
            // tags are joined by colons
            return switch (words[2].split(":", 2)[0]) {
                case "P" -> new RuntimeLine(words[0], words[1], Piece.PART);
                case "F" -> new RuntimeLine(words[0], words[1], Piece.LAST);
                default -> null;
            };
        }

        int length(String line) {
            int at = time.length() + 1 + stream.length() + 1;
            return line.indexOf(' ', at) + 1;
        }
    }
}
