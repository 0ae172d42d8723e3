package dev.guise.evidence;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Audit logs of an API server: `audit.k8s.io` events, one on each line as `--audit-log-path` writes them, as
/// an `EventList` or array, or in whatever clouds, container runtimes and shippers wrap around them (see
/// [RecordReader] and [LineReader]), plain or gzip, UTF-8 or UTF-16 (detected from their content, not their name);
/// and GKE's entries in Google Cloud's audit logs, which are another format (see [CloudEntry]).
///
/// Reads at the pace of one core in constant memory; what is no event is counted by its reason, the first of it
/// kept as examples, and the rest read on. Lines stand each for itself; in a document (JSON over several lines)
/// what follows the first error cannot be read.
public final class AuditLog {
    private static final int HEAD = 1 << 16;
    private static final int DEEPEST_FOLDER = 32;
    private static final List<String> EXTENSIONS = List.of(".log", ".json", ".csv", ".txt");
    private static final List<String> WORDS = List.of("audit.k8s.io", "auditID", "google.cloud.audit");

    private final Limits limits;
    private final JsonFactory json;

    public AuditLog() {
        this(Limits.DEFAULT);
    }

    /// A reader that keeps no more than that.
    public AuditLog(Limits limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.maxLineBytes())
                        .maxNestingDepth(500)
                        .build())
                .build();
    }

    /// Reads files, and the log files in folders and below them (hidden ones are left out), in the order of
    /// their names, in which rotated files are oldest first.
    ///
    /// @throws IOException when a path does not exist or a folder has no file in it. A file that exists but cannot
    ///                     be read, or breaks off, is a [LogProblem] and the others are read
    /// @throws CancellationException when `progress` says so
    public Evidence read(List<Path> paths, LogProgress progress) throws IOException {
        UseCollector collector = new UseCollector(limits);
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(filesAt(path, collector));
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
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

    private static List<Path> filesAt(Path path, UseCollector collector) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            String problem = Files.exists(path) ? "neither a file nor a folder" : "does not exist";
            throw new FileNotFoundException(
                    path + ": " + problem + ". Specify an audit log or a folder with audit logs");
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.walk(path, DEEPEST_FOLDER)) {
            List<Path> visible = entries.filter(entry -> isVisible(path, entry) && Files.isRegularFile(entry))
                    .sorted()
                    .toList();
            for (Path file : visible) {
                if (isLogName(file) || looksLikeLog(file)) {
                    files.add(file);
                } else {
                    String problem = "neither a log file name nor an audit event at the start";
                    collector.unread(new LogProblem(Unread.NOT_A_LOG, file.toString(), 0, 0, problem), 1);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (files.isEmpty()) {
            throw new FileNotFoundException(
                    path + ": no audit logs found in this folder. Guise reads files whose names contain "
                            + String.join(", ", EXTENSIONS) + " or .gz; specify other files individually");
        }
        return files;
    }

    private static boolean isVisible(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLogName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") || EXTENSIONS.stream().anyMatch(name::contains);
    }

    private static boolean looksLikeLog(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(LogText.of(in).text().readNBytes(HEAD), StandardCharsets.UTF_8);
            return WORDS.stream().anyMatch(head::contains);
        } catch (IOException e) {
            // Reading it will say what is wrong with it.
            return true;
        }
    }

    private void readFile(Path file, UseCollector collector, Meter meter) {
        collector.file();
        try (InputStream in = Files.newInputStream(file)) {
            readStream(in, file.toString(), collector, meter);
        } catch (IOException e) {
            String problem = "cannot be read: " + reason(e);
            collector.unread(new LogProblem(Unread.NOT_READABLE, file.toString(), 0, 0, problem), 1);
        }
    }

    private void readStream(InputStream raw, String name, UseCollector collector, Meter meter) {
        Reading reading = new Reading(name, collector);
        try {
            LogText text = LogText.of(meter.counting(raw));
            if (text.packed().isPresent()) {
                reading.unread(
                        Unread.OTHER_FORMAT, 1, "this is " + text.packed().get() + "; unpack it first");
                return;
            }
            byte[] head = text.text().readNBytes(HEAD);
            InputStream all = meter.watched(new SequenceInputStream(new ByteArrayInputStream(head), text.text()));
            switch (LogShape.of(json, head)) {
                case LINES -> reading.readLines(all);
                case DOCUMENT -> reading.readDocument(all);
            }
        } catch (IOException e) {
            reading.unread(Unread.BROKEN_OFF, 1, "ends unexpectedly: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /// The reading of one file, which knows where it is.
    private final class Reading implements LineFramer.Sink, RecordReader.Sink {
        private final String file;
        private final UseCollector collector;
        private final RecordReader records = new RecordReader(json, new Fragments(limits.maxLineBytes()), this);
        private final LineReader lines = new LineReader(json, records, this);
        private long line;
        private long offset;

        private Reading(String file, UseCollector collector) {
            this.file = file;
            this.collector = collector;
        }

        private void readLines(InputStream in) {
            LineFramer framer = new LineFramer(in, limits.maxLineBytes(), this);
            try {
                framer.readAll();
            } catch (IOException e) {
                line = framer.number();
                offset = framer.offset();
                unread(Unread.BROKEN_OFF, 1, "ends unexpectedly: " + reason(e));
            }
            line = 0;
            offset = 0;
            lines.finish();
            records.finish();
        }

        private void readDocument(InputStream in) throws IOException {
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), new Unclosed(in))) {
                try {
                    while (parser.nextToken() != null) {
                        records.readOne(parser);
                    }
                } catch (JacksonIOException e) {
                    throw e.getCause();
                } catch (JacksonException e) {
                    line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
                    offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
                    unread(Unread.BROKEN_OFF, 1, e.getOriginalMessage() + "; the rest of this file was not read");
                }
            }
            records.finish();
        }

        @Override
        public void line(byte[] buffer, int from, int to, long number, long at) {
            line = number;
            offset = at;
            lines.read(buffer, from, to);
        }

        @Override
        public void tooLong(long number, long at, long length) {
            line = number;
            offset = at;
            String problem = "a line of " + length + " bytes was skipped; the limit is " + limits.maxLineBytes();
            unread(Unread.TOO_LONG, 1, problem);
        }

        @Override
        public void event(AuditEvent event) {
            collector.event(event).ifPresent(problem -> unread(Unread.CONTRADICTORY, 1, problem));
        }

        @Override
        public void unread(Unread reason, long count, String problem) {
            collector.unread(new LogProblem(reason, file, line, offset, problem), count);
        }
    }

    /// Counts what is read from the disk, and asks whether to go on while text comes out, of which a small file
    /// may hold very much.
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
                        throw new CancellationException("Reading the audit log was canceled");
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

    /// A stream that the caller closes.
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
