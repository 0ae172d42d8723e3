package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingKind;
import dev.guise.findings.FindingKinds;
import dev.guise.findings.Findings;
import dev.guise.findings.KindPage;
import dev.guise.findings.Severity;
import dev.guise.rbac.Policy;
import dev.guise.report.SafeFile;
import dev.guise.report.Scan;
import dev.guise.report.ScanCsv;
import dev.guise.report.ScanHtml;
import dev.guise.report.ScanJson;
import dev.guise.report.ScanSarif;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists what a reviewer should be told.
@Command(
        name = "scan",
        description = "List what is dangerous, useless or not what it seems in a cluster's roles and bindings.",
        footer = {
            "",
            "Examples:",
            "  guise scan dump.json --fail-on high",
            "  guise scan --context production --format html --output report.html"
        })
final class ScanCommand extends ClusterCommand {
    private static final int REACHES_SHOWN = 8;

    /// How findings are written.
    private enum ScanFormat {
        TEXT,
        JSON,
        SARIF,
        HTML,
        CSV
    }

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, folders, or a saved snapshot.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json|sarif|html|csv", description = "Default: text.")
    private ScanFormat format = ScanFormat.TEXT;

    @Option(
            names = "--include-expected",
            description = "List also what the API server itself, or the way it is set up, brings along.")
    private boolean includeExpected;

    @Option(
            names = "--fail-on",
            paramLabel = "critical|high|medium|low|info",
            description = "Exit with 2 when a finding that is listed is at least as severe.")
    private @Nullable Severity failOn;

    @Option(
            names = "--most-paths",
            paramLabel = "N",
            defaultValue = "200",
            description = "Work the shortest path out for so many findings, the worst first (default: ${DEFAULT-VALUE});"
                    + " json and html have them.")
    private int mostPaths = 200;

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    ScanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        if (mostPaths < 0) {
            throw new UsageException("--most-paths is a number from 0 on");
        }
        techniques.prepare();
        ClusterSnapshot snapshot = source().read(files, terminal());
        Escalation escalation = techniques.escalation(snapshot, Policy.of(snapshot.rbac()));
        Scan scan = scan(escalation);
        SafeFile.Content content =
                switch (format) {
                    case TEXT -> null;
                    case JSON -> out -> ScanJson.write(scan, out);
                    case SARIF -> out -> ScanSarif.write(scan, out);
                    case HTML -> out -> ScanHtml.write(scan, out);
                    case CSV -> out -> ScanCsv.write(scan, out);
                };
        if (content == null) {
            output().writeText(terminal(), text -> show(scan, text));
        } else {
            output().write(terminal(), content);
        }
        Severity least = failOn;
        boolean found = least != null
                && scan.findings().stream().anyMatch(finding -> finding.severity().isAtLeast(least));
        return found ? ExitCodes.FOUND : ExitCodes.OK;
    }

    private Scan scan(Escalation escalation) {
        Findings findings = Findings.of(Analysis.of(escalation));
        List<Finding> shown = includeExpected ? findings.all() : findings.unexpected();
        Map<String, KindPage> pages = FindingKinds.of(escalation.catalogue()).stream()
                .collect(Collectors.toMap(FindingKind::id, FindingKind::page, (first, second) -> first));
        return new Scan(
                escalation.snapshot(), shown, findings.all().size() - shown.size(), pages, mostPaths);
    }

    private static void show(Scan scan, TextWriter text) {
        ClusterSnapshot snapshot = scan.snapshot();
        String version = snapshot.server().version().isEmpty() ? "unknown version" : snapshot.server().version();
        text.line(snapshot.origin().name() + ": server of " + version + ", "
                + snapshot.rbac().size() + " roles and bindings");
        snapshot.warnings().forEach(warning -> text.line("warning: " + SourceOptions.describe(warning)));
        scan.findings().forEach(finding -> show(finding, text));
        String counts = scan.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().id())
                .collect(Collectors.joining(", "));
        text.line("");
        text.line(scan.findings().isEmpty() ? "No findings." : "Findings: " + counts + ".");
        if (scan.hidden() > 0) {
            text.line(scan.hidden() + " expected ones are not shown; --include-expected lists them.");
        }
    }

    private static void show(Finding finding, TextWriter text) {
        text.line("");
        text.line(finding.severity().id() + " " + finding.id() + ": " + finding.title());
        part("who", finding.subject() == null ? "" : finding.subject().describe(), text);
        part("from", finding.origin().describe(), text);
        part("part", finding.part(), text);
        part("here", finding.detail(), text);
        part("reaches", some(finding.reaches()), text);
        part("do", finding.remedy(), text);
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(REACHES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > REACHES_SHOWN ? shown + " and " + (names.size() - REACHES_SHOWN) + " more" : shown;
    }

    private static void part(String label, String value, TextWriter text) {
        if (!value.isEmpty()) {
            text.line("  " + label + ": " + value);
        }
    }
}
