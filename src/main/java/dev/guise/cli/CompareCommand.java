package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.ServerDefaults;
import dev.guise.cluster.read.FileOptions;
import dev.guise.cluster.read.Sources;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import dev.guise.report.Comparison;
import dev.guise.report.ComparisonJson;
import dev.guise.report.ComparisonText;
import dev.guise.report.JsonWriter;
import dev.guise.report.LimitsText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the differences between two snapshots.
@Command(
        name = "compare",
        description = "List what was added, removed and changed between two snapshots, dumps or folders of manifests:"
                + " what identities can reach, findings, grants and objects.",
        footer = {"", "Example: guise compare last-week.guise.json.gz today.guise.json.gz --format json"})
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A saved snapshot, a dump, a manifest or a folder.")
    private Path before = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "AFTER",
            description = "The snapshot, dump, manifest or folder to compare it with.")
    private Path after = Path.of("");

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    @Option(
            names = "--server-version",
            paramLabel = "VERSION",
            converter = ServerVersion.class,
            description = "Analyze both as a server of this version, such as 1.36; files do not record one.")
    private @Nullable ServerProfile version;

    @Option(
            names = "--default-roles",
            description = "Add every missing role and binding that each API server creates itself, even if the input"
                    + " has some of them.")
    private boolean defaultRoles;

    @Option(
            names = "--default-namespace",
            paramLabel = "NS",
            description = "Namespace for objects in files that name none (default: default).")
    private String namespace = "";

    @Option(
            names = "--strict",
            description = "Exit with 3 if anything assumed, not analyzed or not read could hide results.")
    private boolean strict;

    private final Set<Limit> limits = new LinkedHashSet<>();

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws SourceException {
        output.check();
        Comparison comparison = Comparison.of(read(before), read(after));
        if (format == Format.JSON) {
            output.write(
                    terminal,
                    out -> JsonWriter.write(out, json -> {
                        new ComparisonJson(json).comparison(comparison);
                        LimitsText.write(json, limits);
                    }));
        } else {
            output.writeText(terminal, text -> {
                ComparisonText.lines(comparison, comparison.lines()).forEach(text::line);
                LimitsText.lines(limits).forEach(text::line);
            });
        }
        return strict && limits.stream().anyMatch(Limit::couldHide) ? ExitCodes.LIMITED : ExitCodes.OK;
    }

    private Analysis read(Path file) throws SourceException {
        if (!Files.exists(file)) {
            throw new SourceException(file.toString(), "File or folder not found", "Check the name.");
        }
        FileOptions options = FileOptions.NONE
                .withServer(version == null ? ServerProfile.UNKNOWN : version)
                .withNamespace(namespace)
                .withAssumptions(
                        new ServerDefaults(defaultRoles ? ServerDefaults.When.MISSING : ServerDefaults.When.LEFT_OUT));
        ClusterSnapshot found = Sources.ofFiles(List.of(file), options).read(ReadProgress.NONE);
        ClusterSnapshot snapshot = version == null ? found : found.withServer(version);
        limits.addAll(snapshot.limits());
        Escalation escalation = techniques.escalation(snapshot, Policy.of(snapshot.rbac()));
        return Analysis.of(escalation);
    }
}
