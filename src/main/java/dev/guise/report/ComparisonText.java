package dev.guise.report;

import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import dev.guise.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A comparison in lines of text for a person.
public final class ComparisonText {
    private ComparisonText() {}

    /// The heads of both sides, the counts, then one line for each difference. Nothing in them but what is seen.
    public static List<String> lines(Comparison comparison, List<Line> shown) {
        List<String> lines = new ArrayList<>();
        lines.add("before: " + origin(comparison.before()));
        lines.add("after:  " + origin(comparison.after()));
        lines.add(summary(comparison));
        for (Line line : shown) {
            lines.add(line(line));
        }
        return lines.stream().map(Plain::line).toList();
    }

    private static String origin(dev.guise.cluster.ClusterSnapshot.Origin origin) {
        String server = origin.server().isEmpty() ? "" : " " + origin.server();
        return origin.name() + server + ", read " + origin.takenAt();
    }

    /// How much came, went and changed: `Reach: 2 added, 1 removed. Findings: 3 added.`; that nothing did, if so.
    public static String summary(Comparison comparison) {
        List<String> words = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String counts = Arrays.stream(Sign.values())
                    .filter(sign -> comparison.count(topic, sign) > 0)
                    .map(sign -> comparison.count(topic, sign) + " " + sign.word())
                    .collect(Collectors.joining(", "));
            if (!counts.isEmpty()) {
                words.add(topic.several() + ": " + counts + ".");
            }
        }
        return words.isEmpty() ? "Nothing differs." : String.join(" ", words);
    }

    private static String line(Line line) {
        String severity = line.severity().map(level -> level.id() + ": ").orElse("");
        String where = line.where().isEmpty() ? "" : " in " + line.where();
        return line.sign().mark() + " " + line.topic().id() + "  " + line.who() + where + ": " + severity + line.what();
    }
}
