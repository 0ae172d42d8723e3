package dev.guise.ui.findings;

import dev.guise.findings.Finding;
import dev.guise.ui.review.AccountNames;
import java.util.List;
import java.util.stream.Collectors;

/// Findings as text, to be pasted into a report.
final class FindingText {
    private FindingText() {}

    static String of(List<FindingRow> rows) {
        return rows.stream().map(FindingText::of).collect(Collectors.joining("\n\n"));
    }

    static String of(FindingRow row) {
        Finding finding = row.finding();
        StringBuilder text = new StringBuilder();
        text.append(finding.severity().id())
                .append(' ')
                .append(finding.id())
                .append(": ")
                .append(finding.title());
        line(text, "Subject", row.who());
        line(text, "From", finding.origin().describe());
        line(text, "Part", finding.part());
        line(text, "What was found", plain(finding.detail()));
        line(text, "Why it matters", plain(finding.why()));
        line(text, "What to do", plain(finding.remedy()));
        line(text, "Can reach", plain(String.join(", ", finding.reaches())));
        row.suppression()
                .ifPresent(decision -> line(
                        text,
                        "Suppressed",
                        decision.reason()
                                + decision.until()
                                        .map(day -> " (until " + day + ")")
                                        .orElse("")));
        return text.toString();
    }

    private static void line(StringBuilder text, String title, String body) {
        if (!body.isEmpty()) {
            text.append('\n').append(title).append(": ").append(body);
        }
    }

    /// The pages of the findings are Markdown; here there is only text.
    static String plain(String body) {
        return AccountNames.shortened(body).replace("`", "");
    }
}
