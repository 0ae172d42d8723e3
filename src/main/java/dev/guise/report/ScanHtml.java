package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.escalation.question.Derivation;
import dev.guise.findings.Finding;
import dev.guise.findings.Severity;
import dev.guise.rbac.ObjectName;
import dev.guise.text.Numbers;
import dev.guise.text.Plain;
import dev.guise.words.StepWords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The findings as one HTML file that needs nothing beside it: no script, no picture, no address that is fetched.
public final class ScanHtml {
    private static final String STYLE = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
        h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse}
        td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
        details{border:1px solid #d5dae1;border-radius:6px;margin:.5rem 0;padding:.5rem .8rem}
        summary{cursor:pointer}code{overflow-wrap:anywhere}.id{color:#5a6675}
        .s{display:inline-block;min-width:4.5rem;font-weight:600}
        .critical{color:#a3123a}.high{color:#b4430a}.medium{color:#7a5b00}.low{color:#2d6a4f}.info{color:#40566e}
        @media screen and (prefers-color-scheme:dark){body{color:#e3e8ef;background:#161b22}details{border-color:#39424e}
        .id{color:#9aa7b5}.critical{color:#ff7b9c}.high{color:#ff9d66}.medium{color:#e6c35c}.low{color:#7fcfa3}
        .info{color:#9db8d6}}
        @media print{body{max-width:none;margin:0;padding:0;font-size:10pt}summary{list-style:none}h2,summary{break-after:avoid}
        details::details-content{content-visibility:visible;display:block;height:auto}details tr,details li{break-inside:avoid}}
        """;

    // The same wherever it is read.
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Scan scan;
    private final Writer writer;

    private ScanHtml(Scan scan, Writer writer) {
        this.scan = scan;
        this.writer = writer;
    }

    /// Writes the document; the paths are worked out on the way.
    public static void write(Scan scan, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        new ScanHtml(scan, writer).document();
        writer.flush();
    }

    private void document() throws IOException {
        ClusterSnapshot snapshot = scan.snapshot();
        markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">");
        markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        element("title", "Guise: " + snapshot.origin().name());
        markup("<style>" + STYLE + "</style></head><body>");
        element("h1", "Findings in " + snapshot.origin().name());
        summary(snapshot);
        element("h2", "Findings");
        for (int i = 0; i < scan.findings().size(); i++) {
            finding(scan.findings().get(i), scan.path(i).orElse(null));
        }
        limits(snapshot.limits());
        warnings(snapshot.warnings());
        markup("</body></html>\n");
    }

    private void summary(ClusterSnapshot snapshot) throws IOException {
        markup("<table>");
        row("Read at", MINUTE.format(snapshot.origin().takenAt()) + " UTC");
        row(
                "Server",
                snapshot.server().version().isEmpty()
                        ? "unknown"
                        : snapshot.server().version());
        row(
                "Constrained impersonation",
                snapshot.server().constrainedImpersonation().name().toLowerCase(Locale.ROOT));
        row("Objects", objects(snapshot.counts()));
        row("Findings", findings(scan.counts()));
        row("Expected findings hidden", String.valueOf(scan.hidden()));
        Scan.Decisions decisions = scan.decisions();
        if (!decisions.equals(Scan.Decisions.NONE)) {
            row("Suppressed findings hidden", String.valueOf(decisions.suppressed()));
            row("Expired suppressions", String.valueOf(decisions.expired().size()));
            row("Unused suppressions", String.valueOf(decisions.unused().size()));
        }
        markup("</table>");
    }

    private static String objects(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> Numbers.count(count.getValue(), singular(count.getKey())))
                .collect(Collectors.joining(", "));
    }

    /// A kind as one of it is called: `clusterRoles` counts `cluster role`s.
    private static String singular(String kind) {
        String words = kind.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, words.length() - 1);
    }

    private static String findings(Map<Severity, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> Numbers.grouped(count.getValue()) + " "
                                + count.getKey().id())
                        .collect(Collectors.joining(", ", Numbers.grouped(all) + ": ", ""));
    }

    private void row(String label, String value) throws IOException {
        if (value.isEmpty()) {
            return;
        }
        markup("<tr>");
        element("th", label);
        element("td", value);
        markup("</tr>");
    }

    private void finding(Finding finding, @org.jspecify.annotations.Nullable Derivation path) throws IOException {
        String who = finding.subject() == null ? "" : ": " + ObjectName.of(finding.subject());
        markup("<details><summary><span class=\"s " + finding.severity().id() + "\">"
                + finding.severity().id()
                + "</span> " + escaped(finding.title() + who) + " <span class=\"id\">" + escaped(finding.id())
                + "</span></summary>");
        element("p", finding.detail());
        element("p", finding.why());
        markup("<table>");
        row("From", finding.origin().describe());
        row("Part", finding.part());
        row("Can reach", String.join(", ", finding.reaches()));
        row("What to do", finding.remedy());
        row("Fingerprint", finding.fingerprint());
        markup("</table>");
        if (path != null) {
            path(path);
        }
        markup("</details>\n");
    }

    private void path(Derivation path) throws IOException {
        element("p", "Shortest path to: " + StepWords.of(path.to()));
        markup("<ol>");
        for (Derivation.Step step : path.steps()) {
            element("li", StepWords.of(step));
        }
        markup("</ol>");
    }

    private void limits(List<Limit> limits) throws IOException {
        if (limits.isEmpty()) {
            return;
        }
        element("h2", "What was assumed or not judged");
        markup("<ul>");
        for (Limit limit : limits) {
            element("li", limit.describe());
        }
        markup("</ul>");
    }

    private void warnings(List<ClusterSnapshot.Warning> warnings) throws IOException {
        if (warnings.isEmpty()) {
            return;
        }
        element("h2", "What could not be read");
        markup("<ul>");
        for (ClusterSnapshot.Warning warning : warnings) {
            element("li", warning.where() + ": " + warning.what() + ". " + warning.consequence());
        }
        markup("</ul>");
    }

    private void element(String name, String text) throws IOException {
        markup("<" + name + ">" + escaped(text) + "</" + name + ">");
    }

    private void markup(String markup) throws IOException {
        writer.write(markup);
    }

    /// Text that is nothing but text, between tags and in quoted attributes.
    static String escaped(String text) {
        return Plain.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
