package dev.guise.evidence;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Audit logs of an API server: `audit.k8s.io/v1` events, one on each line as `--audit-log-path` writes them, or as an
/// `EventList` or array, plain or gzip (told by their content, not by their name).
///
/// Reads at the pace of one core in constant memory; what is malformed is counted, the first of it kept as examples,
/// and the rest read on. Lines stand each for itself; in a document (an `EventList` or array over several lines) what
/// follows the first error cannot be read.
public final class AuditLog {
    private static final int HEAD = 1 << 16;
    private static final int GZIP_BUFFER = 1 << 16;
    private static final int MAX_STRING = 1 << 20;

    private final Limits limits;
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(500)
                    .build())
            .build();

    public AuditLog() {
        this(Limits.DEFAULT);
    }

    /// A reader that keeps no more than that.
    public AuditLog(Limits limits) {
        this.limits = limits;
    }

    /// Reads files, and the log files of folders (not of folders in them; hidden files are left out), in the order of
    /// their names, in which rotated files are oldest first.
    ///
    /// @throws IOException when a path does not exist or a folder has no file in it. A file that exists but cannot
    ///                     be read, or breaks off, is a [LogProblem] and the others are read
    /// @throws CancellationException when `progress` says so
    public Evidence read(List<Path> paths, LogProgress progress) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(filesAt(path));
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        UseCollector collector = new UseCollector(limits);
        Meter meter = new Meter(progress, total);
        for (Path file : files) {
            readFile(file, collector, meter);
        }
        return collector.evidence();
    }

    /// Reads one stream, such as the standard input; closing it is up to the caller.
    ///
    /// @param name what to call it in problems
    /// @throws CancellationException when `progress` says so
    public Evidence read(InputStream in, String name, LogProgress progress) {
        UseCollector collector = new UseCollector(limits);
        collector.file();
        readStream(in, name, collector, new Meter(progress, 0));
        return collector.evidence();
    }

    private static List<Path> filesAt(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            String problem = Files.exists(path) ? "neither a file nor a folder" : "does not exist";
            throw new FileNotFoundException(path + ": " + problem + ". Give an audit log or a folder of them");
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(AuditLog::isLogName)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new FileNotFoundException(path + ": no audit log in this folder. Files whose names contain .log, "
                        + ".json or .gz are taken; name others one by one");
            }
            return files;
        }
    }

    private static boolean isLogName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.contains(".log") || name.contains(".json") || name.endsWith(".gz"));
    }

    private void readFile(Path file, UseCollector collector, Meter meter) {
        collector.file();
        try (InputStream in = Files.newInputStream(file)) {
            readStream(in, file.toString(), collector, meter);
        } catch (IOException e) {
            collector.problem(new LogProblem(file.toString(), 0, 0, "cannot be read: " + reason(e)));
        }
    }

    private void readStream(InputStream raw, String name, UseCollector collector, Meter meter) {
        try {
            InputStream text = decompressed(meter.counting(raw));
            byte[] head = withoutByteOrderMark(text.readNBytes(HEAD));
            InputStream all = meter.watched(new SequenceInputStream(new ByteArrayInputStream(head), text));
            switch (LogShape.of(json, head)) {
                case LINES -> readLines(all, name, collector);
                case DOCUMENT -> readDocument(all, name, collector);
            }
        } catch (IOException e) {
            collector.problem(new LogProblem(name, 0, 0, "breaks off: " + reason(e)));
        }
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(magic), in);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(all, GZIP_BUFFER) : all;
    }

    private static byte[] withoutByteOrderMark(byte[] head) {
        boolean mark = head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
        return mark ? java.util.Arrays.copyOfRange(head, 3, head.length) : head;
    }

    private void readLines(InputStream in, String name, UseCollector collector) throws IOException {
        LineFramer framer = new LineFramer(in, limits.maxLineBytes(), new Lines(name, collector));
        try {
            framer.readAll();
        } catch (IOException e) {
            collector.problem(new LogProblem(name, framer.number(), framer.offset(), "breaks off: " + reason(e)));
        }
    }

    private void readDocument(InputStream in, String name, UseCollector collector) throws IOException {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), new Unclosed(in))) {
            try {
                new EventReader(parser, collector::event).readAll();
            } catch (JacksonIOException e) {
                throw e.getCause();
            } catch (JacksonException e) {
                collector.problem(new LogProblem(
                        name,
                        e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                        e.getLocation() == null ? 0 : e.getLocation().getByteOffset(),
                        e.getOriginalMessage() + "; what follows in this file was not read"));
            }
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /// Each line for itself.
    private final class Lines implements LineFramer.Sink {
        private final String file;
        private final UseCollector collector;

        private Lines(String file, UseCollector collector) {
            this.file = file;
            this.collector = collector;
        }

        @Override
        public void line(byte[] buffer, int from, int to, long number, long offset) {
            if (isBlank(buffer, from, to)) {
                return;
            }
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), buffer, from, to - from)) {
                new EventReader(parser, collector::event).readAll();
            } catch (JacksonException e) {
                collector.problem(new LogProblem(file, number, offset, e.getOriginalMessage()));
            }
        }

        private static boolean isBlank(byte[] buffer, int from, int to) {
            for (int i = from; i < to; i++) {
                if (buffer[i] != ' ' && buffer[i] != '\t') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void tooLong(long number, long offset, long length) {
            String problem = "line of " + length + " bytes, more than " + limits.maxLineBytes() + ", was skipped";
            collector.problem(new LogProblem(file, number, offset, problem));
        }
    }

    /// How a log is laid out.
    enum LogShape {
        LINES,
        DOCUMENT;

        /// Told from the start of the log: a document begins with a bracket, with a brace alone on its line, or is an
        /// `EventList`.
        static LogShape of(JsonFactory json, byte[] head) {
            int start = 0;
            while (start < head.length && isSpace(head[start])) {
                start++;
            }
            if (start == head.length) {
                return LINES;
            }
            boolean document = head[start] == '[' || isAloneOnLine(head, start) || isEventList(json, head, start);
            return document ? DOCUMENT : LINES;
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b == '\t' || b == '\r' || b == '\n';
        }

        private static boolean isAloneOnLine(byte[] head, int start) {
            int next = start + 1;
            while (next < head.length && isSpace(head[next]) && head[next] != '\n') {
                next++;
            }
            return head[start] == '{' && next < head.length && head[next] == '\n';
        }

        private static boolean isEventList(JsonFactory json, byte[] head, int start) {
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), head, start, head.length - start)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                    parser.nextToken();
                    if (field.equals("kind")) {
                        return parser.currentToken() == JsonToken.VALUE_STRING
                                && parser.getString().equals("EventList");
                    }
                    parser.skipChildren();
                }
            } catch (JacksonException e) {
                // Cut off or malformed: the lines will tell.
                return false;
            }
            return false;
        }
    }

    /// Counts what is read from the disk, and asks whether to go on while text comes out, of which a small file may
    /// hold very much.
    private static final class Meter {
        private final LogProgress progress;
        private final long total;
        private long count;

        private Meter(LogProgress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        private InputStream counting(InputStream in) {
            return new Unclosed(in) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    count += b < 0 ? 0 : 1;
                    return b;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    count += Math.max(0, read);
                    return read;
                }
            };
        }

        private InputStream watched(InputStream in) {
            return new Unclosed(in) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    if (progress.isCancelled()) {
                        throw new CancellationException("Reading the audit log was cancelled");
                    }
                    progress.read(count, total);
                    int read = super.read(buffer, offset, length);
                    if (read < 0) {
                        progress.read(count, total);
                    }
                    return read;
                }
            };
        }
    }

    /// A stream that somebody else closes.
    private static class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The opener closes.
        }
    }
}
