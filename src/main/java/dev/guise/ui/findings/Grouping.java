package dev.guise.ui.findings;

import dev.guise.findings.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// By what findings are put together.
enum Grouping {
    NONE("Not grouped"),
    KIND("By kind"),
    SUBJECT("By subject"),
    NAMESPACE("By namespace"),
    SEVERITY("By severity");

    private final String text;

    Grouping(String text) {
        this.text = text;
    }

    private String heading(FindingRow row) {
        return switch (this) {
            case NONE -> "";
            case KIND -> row.finding().title() + "  (" + row.finding().id() + ")";
            case SUBJECT -> row.who().isEmpty() ? "The cluster" : row.who();
            case NAMESPACE -> row.namespace().isEmpty() ? "Everywhere" : row.namespace();
            case SEVERITY -> title(row.finding().severity());
        };
    }

    private static String title(Severity severity) {
        String word = severity.id();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /// As a person reads it.
    String text() {
        return text;
    }

    /// Puts rows together; the group with the worst comes first, then the one with the most. Linear but for sorting the
    /// groups.
    List<FindingGroup> group(List<FindingRow> rows) {
        if (this == NONE) {
            return List.of(new FindingGroup("", rows));
        }
        Map<String, List<FindingRow>> byHeading = new LinkedHashMap<>();
        rows.forEach(row -> byHeading
                .computeIfAbsent(heading(row), key -> new ArrayList<>())
                .add(row));
        return byHeading.entrySet().stream()
                .map(entry -> new FindingGroup(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Grouping::worst)
                        .thenComparingInt(group -> -group.rows().size())
                        .thenComparing(FindingGroup::title))
                .toList();
    }

    private static Severity worst(FindingGroup group) {
        return group.rows().stream()
                .map(row -> row.finding().severity())
                .min(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }
}
