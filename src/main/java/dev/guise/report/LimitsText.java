package dev.guise.report;

import dev.guise.cluster.Limit;
import dev.guise.text.Plain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What answers rest on, as every document and every answer of the command line says it.
public final class LimitsText {
    private LimitsText() {}

    /// Writes the field `limits`.
    public static void write(JsonWriter json, Collection<Limit> limits) {
        json.each("limits", limits, limit -> {
            json.text("id", limit.id().id());
            json.text("text", limit.text());
            json.number("count", limit.count());
            json.text("hides", limit.hides());
        });
    }

    /// A heading and one line for each; nothing where there are none.
    public static List<String> lines(Collection<Limit> limits) {
        List<String> lines = new ArrayList<>();
        if (!limits.isEmpty()) {
            lines.add("");
            lines.add("What this rests on:");
            limits.forEach(limit -> lines.add("  " + Plain.line(limit.describe())));
        }
        return lines;
    }
}
