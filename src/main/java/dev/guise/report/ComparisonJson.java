package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.report.Comparison.Line;

/// The JSON of what differs between two snapshots.
public final class ComparisonJson {
    private final JsonWriter json;

    public ComparisonJson(JsonWriter json) {
        this.json = json;
    }

    /// The fields `before` and `after` (where each was read), and the array `changes`.
    public void comparison(Comparison comparison) {
        json.object("before", () -> origin(comparison.before()));
        json.object("after", () -> origin(comparison.after()));
        json.each("changes", comparison.lines(), this::line);
    }

    private void origin(Origin origin) {
        json.text("name", origin.name());
        json.text("server", origin.server());
        json.text("takenAt", origin.takenAt().toString());
    }

    private void line(Line line) {
        json.text("topic", line.topic().id());
        json.text("change", line.sign().id());
        json.text("who", line.who());
        json.text("namespace", line.where());
        json.text("what", line.what());
        line.severity().ifPresent(severity -> json.text("severity", severity.id()));
    }
}
