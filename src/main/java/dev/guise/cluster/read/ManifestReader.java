package dev.guise.cluster.read;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException.Damage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;

/// Reads manifest files one after another into a collector. What is broken becomes a warning; the rest goes on.
public final class ManifestReader implements ObjectSink {
    private static final int BUFFER = 1 << 16;
    private static final int SNIFFED = 4096;
    private static final int STEP = 500;
    private static final String REST_LEFT_OUT =
            "What stood before was read; what is there from then on cannot be judged.";

    private final ObjectCollector collector;
    private final ReadProgress progress;
    private String current = "";
    private int count;

    public ManifestReader(ObjectCollector collector, ReadProgress progress) {
        this.collector = collector;
        this.progress = progress;
    }

    /// Reads a file.
    ///
    /// @throws SourceException when the person has stopped it
    public void read(Path file) throws SourceException {
        try (InputStream in = open(file)) {
            read(in, file.toString());
        } catch (IOException e) {
            problem(file.toString(), "cannot be read: " + Failure.describe(e), "What it holds cannot be judged.");
            progress.done(file.toString(), 0, Failure.describe(e));
        }
    }

    /// Reads what stands in a stream, JSON or YAML.
    ///
    /// @param name what the stream is called in warnings
    public void read(InputStream stream, String name) throws SourceException {
        current = name;
        count = 0;
        stopIfCancelled();
        progress.reading(name, 0);
        int before = collector.warnings().count();
        try {
            content(new BufferedInputStream(stream, BUFFER), name);
        } catch (IOException e) {
            problem(name, Failure.describe(e), REST_LEFT_OUT);
        }
        int problems = collector.warnings().count() - before;
        progress.done(name, count, problems == 0 ? "" : problems + (problems == 1 ? " warning" : " warnings"));
    }

    private void content(BufferedInputStream in, String name) throws IOException, SourceException {
        if (looksLikeJson(in)) {
            json(in, name);
        } else {
            new YamlObjects(this, this::broken).readAll(new YamlUnicodeReader(in), name);
        }
    }

    private void json(InputStream in, String name) throws SourceException {
        try {
            new JsonObjects(this).readAll(in, name);
        } catch (BrokenDocumentException e) {
            broken(new Place(name, 1), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// Whether the first characters are those of a JSON object or an array of them. A flow mapping of YAML looks the
    /// same only when its first key is in quotation marks.
    private static boolean looksLikeJson(BufferedInputStream in) throws IOException {
        in.mark(SNIFFED);
        byte[] start = in.readNBytes(SNIFFED);
        in.reset();
        StringBuilder marks = new StringBuilder();
        for (byte b : start) {
            boolean blank = b <= ' '; // also the zeros and the byte order marks of UTF-16 and UTF-8
            if (!blank && marks.append((char) b).length() == 3) {
                break;
            }
        }
        return marks.toString().matches("\\{[\"}].*|\\[(\\{.?|]).*");
    }

    @Override
    public void object(Tree.Fields object, ListHead list, Place place) throws SourceException {
        count++;
        if (count % STEP == 0) {
            stopIfCancelled();
            progress.reading(current, count);
        }
        collector.manifest(object, list, place);
    }

    @Override
    public void stray(Tree value, Place place) {
        problem(
                place.at(value.line()),
                value.describe() + " where an object belongs",
                "It is not a Kubernetes object and is left out.");
    }

    @Override
    public void remark(int line, String problem, Place place) {
        problem(place.at(line), problem, "The last one counts, and what is missing cannot be judged.");
    }

    private void broken(Place place, BrokenDocumentException e) {
        String what = e.damage() == Damage.CUT_OFF ? "cut off: " : "malformed: ";
        problem(place.at(e.line()), what + e.problem(), REST_LEFT_OUT);
    }

    private void problem(String where, String what, String consequence) {
        collector.warnings().add(where, what, consequence);
    }

    private void stopIfCancelled() throws SourceException {
        if (progress.isCancelled()) {
            throw new SourceException(current, "Reading was stopped", "");
        }
    }
}
