package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Suppression;
import dev.guise.findings.triage.Triage;
import dev.guise.findings.triage.WorkspaceException;
import dev.guise.findings.triage.WorkspaceFile;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.report.LimitsText;
import dev.guise.report.Scan;
import dev.guise.report.ScanFormat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the findings in a cluster.
@Command(
        name = "scan",
        description = "List dangerous, ineffective and misleading grants in a cluster's roles and bindings.",
        footer = {
            "",
            "Examples:",
            "  guise scan dump.json --fail-on high",
            "  guise scan --context production --format html --output report.html",
            "  guise scan prod.guise.json.gz --suppressions prod.workspace.json --fail-on high"
        })
final class ScanCommand extends ClusterCommand {
    private static final int REACHES_SHOWN = 8;

    /// How findings are written.
    private enum Written {
        TEXT(null),
        JSON(ScanFormat.JSON),
        SARIF(ScanFormat.SARIF),
        HTML(ScanFormat.HTML),
        CSV(ScanFormat.CSV);

        private final @Nullable ScanFormat document;

        Written(@Nullable ScanFormat document) {
            this.document = document;
        }
    }

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, folders, or a saved snapshot.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json|sarif|html|csv", description = "Output format (default: text).")
    private Written format = Written.TEXT;

    @Option(
            names = "--include-expected",
            description = "Also list expected findings: those that the API server or its setup brings.")
    private boolean includeExpected;

    @Option(
            names = "--fail-on",
            paramLabel = "critical|high|medium|low|info",
            description =
                    "Exit with 2 if a listed finding is at least this severe, with 3 if there is none but something"
                            + " that grants permissions could not be read.")
    private @Nullable Severity failOn;

    @Option(
            names = "--most-paths",
            paramLabel = "N",
            defaultValue = "200",
            description = "Maximum number of findings to calculate the shortest path for, most severe first (default:"
                    + " ${DEFAULT-VALUE}); json and html show the paths.")
    private int mostPaths = 200;

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            description = "Hide findings suppressed in this workspace file (they are counted); treat findings of its"
                    + " accepted administrators as expected.")
    private @Nullable Path suppressions;

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    ScanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        if (mostPaths < 0) {
            throw new UsageException("--most-paths must be 0 or greater");
        }
        Triage triage = triage();
        techniques.prepare();
        ClusterSnapshot snapshot = source().read(files, terminal());
        Escalation escalation = techniques.escalation(snapshot, Policy.of(snapshot.rbac()));
        Scan scan = scan(escalation, triage);
        ScanFormat document = format.document;
        if (document == null) {
            output().writeText(terminal(), text -> show(scan, text));
        } else {
            output().write(terminal(), out -> document.write(scan, out));
        }
        Severity least = failOn;
        boolean found = least != null
                && scan.findings().stream()
                        .anyMatch(finding -> finding.severity().isAtLeast(least));
        if (found || least == null) {
            return found ? ExitCodes.FOUND : ExitCodes.OK;
        }
        return passes(snapshot) ? ExitCodes.OK : ExitCodes.LIMITED;
    }

    /// What could not be read may hold any finding: a check that passes would say that there is none.
    private boolean passes(ClusterSnapshot snapshot) {
        List<Limit> hiding = snapshot.limits().stream()
                .filter(limit -> limit.id().hidesGrants())
                .toList();
        hiding.forEach(limit -> note("Input is incomplete, so --fail-on cannot pass. " + limit.describe()));
        return hiding.isEmpty();
    }

    private Triage triage() throws SourceException {
        if (suppressions == null) {
            return Triage.NONE;
        }
        try {
            return WorkspaceFile.triage(WorkspaceFile.read(suppressions));
        } catch (WorkspaceException e) {
            throw unreadable(suppressions, e.problem(), e);
        } catch (NoSuchFileException e) {
            throw unreadable(suppressions, "the file does not exist", e);
        } catch (IOException e) {
            throw unreadable(suppressions, "the file cannot be read: " + e.getMessage(), e);
        }
    }

    // Without its suppressions a scan would say something else than was asked: it is not made.
    private static SourceException unreadable(Path file, String problem, Exception cause) {
        return new SourceException(
                file.toString(),
                "The suppressions cannot be read: " + problem,
                "Specify a workspace file written by the window, or fix the file.",
                cause);
    }

    private Scan scan(Escalation escalation, Triage triage) {
        Findings findings = Findings.of(Analysis.of(escalation));
        return Scan.of(
                escalation,
                findings,
                new Scan.Choice(
                        triage,
                        LocalDate.now(ZoneId.systemDefault()),
                        includeExpected ? Scan.Choice.ALSO_EXPECTED : Scan.Choice.OPEN,
                        mostPaths));
    }

    private static void show(Scan scan, TextWriter text) {
        ClusterSnapshot snapshot = scan.snapshot();
        String version = snapshot.server().version().isEmpty()
                ? "unknown"
                : snapshot.server().version();
        text.line(snapshot.origin().name() + ": server version " + version + ", "
                + count(snapshot.rbac().size(), "role or binding", "roles and bindings"));
        snapshot.warnings().forEach(warning -> text.line("warning: " + SourceOptions.describe(warning)));
        scan.findings().forEach(finding -> show(finding, text));
        String counts = scan.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().id())
                .collect(Collectors.joining(", "));
        text.line("");
        text.line(scan.findings().isEmpty() ? "No findings." : "Findings: " + counts + ".");
        if (scan.hidden() > 0) {
            text.line(count(scan.hidden(), "expected finding", "expected findings")
                    + " hidden; use --include-expected to show.");
        }
        show(scan.decisions(), text);
        LimitsText.lines(snapshot.limits()).forEach(text::line);
    }

    private static void show(Scan.Decisions decisions, TextWriter text) {
        if (decisions.suppressed() > 0) {
            text.line(count(decisions.suppressed(), "suppressed finding", "suppressed findings") + " hidden.");
        }
        for (Suppression suppression : decisions.expired()) {
            text.line("suppression ended "
                    + suppression.until().map(LocalDate::toString).orElse("") + ": " + describe(suppression));
        }
        decisions.unused().forEach(suppression -> text.line("unused suppression: " + describe(suppression)));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String describe(Suppression suppression) {
        return suppression.finding() + " of " + suppression.about() + " (" + suppression.reason() + ")";
    }

    private static void show(Finding finding, TextWriter text) {
        text.line("");
        text.line(finding.severity().id() + " " + finding.id() + ": " + finding.title());
        part("subject", finding.subject() == null ? "" : ObjectName.of(finding.subject()), text);
        part("from", finding.origin().describe(), text);
        part("part", finding.part(), text);
        part("detail", finding.detail(), text);
        part("reaches", some(finding.reaches()), text);
        part("fix", finding.remedy(), text);
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
