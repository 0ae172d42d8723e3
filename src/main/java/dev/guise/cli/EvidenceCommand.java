package dev.guise.cli;

import dev.guise.cluster.SourceException;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.LogProblem;
import dev.guise.evidence.LogProgress;
import dev.guise.report.EvidenceJson;
import dev.guise.report.EvidenceLimit;
import dev.guise.report.EvidenceText;
import dev.guise.report.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads audit logs.
@Command(
        name = "evidence",
        description = "List who impersonated whom and for what, as recorded in audit logs.",
        footer = {
            "",
            "Logs can be in the API server's format, or as exported by CloudWatch, Azure, GKE, docker, CRI, Fluentd,",
            "Fluent Bit, Vector, Elasticsearch, Splunk, oc adm node-logs or syslog, plain or gzip. Records that are",
            "not audit events are counted, with the reason.",
            "",
            "Examples:",
            "  guise evidence /var/log/kubernetes/audit",
            "  aws logs filter-log-events --log-group-name /aws/eks/prod/cluster | guise evidence -"
        })
final class EvidenceCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "LOG",
            arity = "1..*",
            description = "Audit logs, or folders with audit logs; - reads standard input.")
    private List<String> logs = new ArrayList<>();

    @Option(names = "--strict", description = "Exit with 3 if anything not read or not known could hide requests.")
    private boolean strict;

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    EvidenceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SourceException {
        output.check();
        Evidence evidence = read();
        if (format == Format.JSON) {
            output.write(terminal, out -> JsonWriter.write(out, json -> new EvidenceJson(json).evidence(evidence)));
        } else {
            output.writeText(terminal, text -> show(evidence, text));
        }
        boolean hidden = EvidenceLimit.of(evidence).stream().anyMatch(EvidenceLimit::couldHide);
        return strict && hidden ? ExitCodes.LIMITED : ExitCodes.OK;
    }

    private Evidence read() throws SourceException {
        if (logs.contains(STANDARD_INPUT)) {
            if (logs.size() > 1) {
                throw new UsageException("- (standard input) cannot be combined with other logs");
            }
            return new AuditLog().read(terminal.in(), "standard input", LogProgress.NONE);
        }
        try {
            return new AuditLog().read(logs.stream().map(Path::of).toList(), LogProgress.NONE);
        } catch (IOException e) {
            throw new SourceException("", String.valueOf(e.getMessage()), "");
        }
    }

    private static void show(Evidence evidence, TextWriter text) {
        Evidence.Totals totals = evidence.totals();
        String span = totals.first().isPresent() && totals.last().isPresent()
                ? ", from " + totals.first().get() + " to " + totals.last().get()
                : "";
        text.line(String.format(
                Locale.ENGLISH,
                "%,d %s, %,d impersonated, %,d refused%s",
                totals.events(),
                totals.events() == 1 ? "request" : "requests",
                totals.impersonated(),
                totals.refused(),
                span));
        for (ImpersonationUse use : evidence.uses()) {
            text.line("  " + EvidenceText.name(use.requestor().name()) + " as " + EvidenceText.as(use) + ": "
                    + EvidenceText.doing(use) + String.format(Locale.ENGLISH, " (%,d×, ", use.count())
                    + EvidenceText.outcome(use) + ")");
        }
        if (evidence.provesConstrainedImpersonation()) {
            text.line("The feature gate ConstrainedImpersonation is on: constrained modes decided requests.");
        }
        List<EvidenceLimit> limits = EvidenceLimit.of(evidence);
        if (!limits.isEmpty()) {
            text.line("");
            text.line("What this rests on:");
            limits.forEach(limit -> text.line("  " + limit.describe()));
        }
        if (!evidence.problems().isEmpty()) {
            text.line("Not read:");
            evidence.problems().stream().map(LogProblem::describe).forEach(problem -> text.line("  " + problem));
        }
    }
}
