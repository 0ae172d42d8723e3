package dev.guise.report;

import dev.guise.cluster.Limit;
import dev.guise.findings.Finding;
import dev.guise.findings.KindPage;
import dev.guise.findings.Severity;
import dev.guise.rbac.ObjectName;
import dev.guise.text.Plain;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;

/// The findings as SARIF 2.1.0, which code scanning services take.
public final class ScanSarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Scan scan;
    private final JsonWriter json;
    private final List<KindPage> rules;
    private final List<String> ids;

    private ScanSarif(Scan scan, JsonWriter json) {
        this.scan = scan;
        this.json = json;
        this.rules = scan.findings().stream()
                .map(finding -> finding.kind().page())
                .distinct()
                .sorted(Comparator.comparing(KindPage::id))
                .toList();
        this.ids = rules.stream().map(KindPage::id).toList();
    }

    /// Writes the document.
    public static void write(Scan scan, OutputStream out) throws IOException {
        JsonWriter.write(out, json -> new ScanSarif(scan, json).document());
    }

    private void document() {
        json.text("$schema", SCHEMA);
        json.text("version", "2.1.0");
        json.each("runs", List.of(scan), this::run);
    }

    private void run(Scan whole) {
        json.object("tool", () -> json.object("driver", this::driver));
        json.each("invocations", List.of(whole), this::invocation);
        json.each("results", whole.findings(), this::result);
        json.text("columnKind", "utf16CodeUnits");
    }

    private void invocation(Scan whole) {
        json.flag("executionSuccessful", true);
        json.each("toolExecutionNotifications", whole.snapshot().limits(), this::limit);
    }

    private void limit(Limit limit) {
        json.object("descriptor", () -> json.text("id", limit.id().id()));
        json.text("level", limit.couldHide() ? "warning" : "note");
        json.object("message", () -> json.text("text", Plain.line(limit.describe())));
    }

    private void driver() {
        json.text("name", "Guise");
        Scan.programVersion().ifPresent(version -> json.text("version", version));
        json.each("rules", rules, this::rule);
    }

    private void rule(KindPage page) {
        json.text("id", page.id());
        message("shortDescription", page.title());
        message("fullDescription", page.why());
        message("help", page.fix());
        if (page.reference().startsWith("https://")) {
            json.text("helpUri", page.reference());
        }
        json.object("defaultConfiguration", () -> json.text("level", level(page.severity())));
        json.object("properties", () -> {
            json.text("security-severity", score(page.severity()));
            json.strings("tags", List.of("security"));
        });
    }

    private void result(Finding finding) {
        json.text("ruleId", finding.id());
        json.number("ruleIndex", ids.indexOf(finding.id()));
        json.text("level", level(finding.severity()));
        message("message", message(finding));
        json.each("locations", List.of(finding), this::location);
        json.object("partialFingerprints", () -> json.text("guiseFinding/v1", finding.fingerprint()));
    }

    private static String message(Finding finding) {
        String who = finding.subject() == null ? "" : ObjectName.of(finding.subject()) + ": ";
        return Plain.line(who + (finding.detail().isEmpty() ? finding.title() : finding.detail()));
    }

    /// Objects of a cluster have no line in a file: the source stands for the file, and the object is named beside it.
    private void location(Finding finding) {
        json.object("physicalLocation", () -> {
            json.object(
                    "artifactLocation",
                    () -> json.text("uri", uri(scan.snapshot().origin().name())));
            json.object("region", () -> json.number("startLine", 1));
        });
        String origin = finding.origin().describe();
        if (!origin.isEmpty()) {
            json.each("logicalLocations", List.of(origin), name -> {
                json.text("fullyQualifiedName", Plain.line(name));
                json.text("kind", "resource");
            });
        }
    }

    private static String uri(String name) {
        try {
            // "./" keeps a name with a colon from being taken for a scheme
            return new URI(null, null, "./" + Plain.line(name), null)
                    .toASCIIString()
                    .substring(2);
        } catch (URISyntaxException e) {
            return "cluster";
        }
    }

    private void message(String field, String text) {
        json.object(field, () -> json.text("text", text));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    /// A number as code scanning services sort by it.
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.0";
            case LOW -> "2.0";
            case INFO -> "0.0";
        };
    }
}
