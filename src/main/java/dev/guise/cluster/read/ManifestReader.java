package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads manifest files one after another into a collector. What is broken becomes a warning; the rest goes on.
public final class ManifestReader implements ObjectSink {
    private static final int STEP = 500;
    private static final String REST_LEFT_OUT = "The content before this point was read; the rest cannot be analyzed.";

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
        try (InputStream in = Files.newInputStream(file)) {
            read(in, file.toString());
        } catch (IOException e) {
            collector.warnings().limit(LimitId.NOT_READ, file.toString());
            problem(file.toString(), "cannot be read: " + Failure.describe(e), "Its content cannot be analyzed.");
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
            content(stream, name);
        } catch (IOException e) {
            collector.warnings().limit(LimitId.NOT_READ, name);
            problem(name, Failure.describe(e), REST_LEFT_OUT);
        }
        int problems = collector.warnings().count() - before;
        progress.done(name, count, problems == 0 ? "" : problems + (problems == 1 ? " warning" : " warnings"));
    }

    private void content(InputStream stream, String name) throws IOException, SourceException {
        ManifestText text = ManifestText.of(stream);
        new YamlObjects(this, (place, problem) -> broken(place, problem, text)).readAll(text, name);
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
                value.describe() + " instead of an object",
                "This is not a Kubernetes object and is ignored.");
    }

    @Override
    public void remark(int line, String problem, Place place) {
        problem(place.at(line), problem, "The last one applies; missing content cannot be analyzed.");
    }

    private void broken(Place place, BrokenDocumentException e, ManifestText text) {
        boolean template = text.looksLikeTemplate();
        String kind = template
                ? "an unrendered Helm chart template: "
                : e.damage() == Damage.CUT_OFF ? "truncated: " : "malformed: ";
        collector.warnings().limit(template ? LimitId.CHART : LimitId.NOT_READ, place.name());
        problem(place.at(e.line()), kind + e.problem(), REST_LEFT_OUT);
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
