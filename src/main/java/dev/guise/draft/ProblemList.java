package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The problems that checks find, one for each kind and place.
final class ProblemList {
    private final ParsedDraft draft;
    private final Map<String, DraftProblem> found = new LinkedHashMap<>();

    ProblemList(ParsedDraft draft) {
        this.draft = draft;
        draft.problems()
                .forEach(problem -> found.put(
                        "YAML " + problem,
                        new DraftProblem(
                                Severity.ERROR,
                                ProblemKind.YAML,
                                sentence(problem.message()),
                                problem.path(),
                                problem.line(),
                                problem.column(),
                                List.of())));
    }

    /// A reason as a sentence.
    static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }

    void error(ProblemKind kind, String message, YamlPath at) {
        add(Severity.ERROR, kind, message, at, List.of());
    }

    void warn(ProblemKind kind, String message, YamlPath at) {
        add(Severity.WARNING, kind, message, at, List.of());
    }

    void add(Severity severity, ProblemKind kind, String message, YamlPath at, Optional<Fix> fix) {
        add(severity, kind, message, at, fix.stream().toList());
    }

    /// The first one of a kind at a place counts.
    void add(Severity severity, ProblemKind kind, String message, YamlPath at, List<Fix> fixes) {
        Optional<TextRange> range = draft.range(at);
        DraftProblem problem = new DraftProblem(
                severity,
                kind,
                message,
                at,
                range.map(TextRange::startLine).orElse(1),
                range.map(TextRange::startColumn).orElse(1),
                fixes);
        found.putIfAbsent(kind.id() + " " + at.document() + " " + at, problem);
    }

    /// What is wrong before what is to be looked at, each by line.
    List<DraftProblem> all() {
        return found.values().stream()
                .sorted(Comparator.comparing((DraftProblem problem) -> problem.severity() == Severity.WARNING)
                        .thenComparingInt(DraftProblem::line)
                        .thenComparing(DraftProblem::severity))
                .toList();
    }
}
