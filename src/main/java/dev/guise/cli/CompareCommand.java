package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.DefaultRoles;
import dev.guise.cluster.read.Sources;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import dev.guise.report.Comparison;
import dev.guise.report.ComparisonJson;
import dev.guise.report.ComparisonText;
import dev.guise.report.JsonWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells what differs between two snapshots.
@Command(
        name = "compare",
        description = "Tell what came, went and changed from one snapshot, dump or folder of manifests to another: what"
                + " identities reach, findings, grants, objects.",
        footer = {"", "Example: guise compare last-week.guise.json.gz today.guise.json.gz --format json"})
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A saved snapshot, a dump, a manifest or a folder.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The other one.")
    private Path after = Path.of("");

    @Option(names = "--format", paramLabel = "text|json", description = "Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--server-version",
            paramLabel = "VERSION",
            converter = ServerVersion.class,
            description = "Judge both for a server of this version, such as 1.36; files say none.")
    private @Nullable ServerProfile version;

    @Option(
            names = "--default-roles",
            description = "Add the roles and bindings that every API server makes for itself, where they are left out.")
    private boolean defaultRoles;

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
                    terminal, out -> JsonWriter.write(out, json -> new ComparisonJson(json).comparison(comparison)));
        } else {
            output.writeText(
                    terminal,
                    text -> ComparisonText.lines(comparison, comparison.lines()).forEach(text::line));
        }
        return ExitCodes.OK;
    }

    private Analysis read(Path file) throws SourceException {
        if (!Files.exists(file)) {
            throw new SourceException(file.toString(), "There is no such file or folder", "Check the name.");
        }
        ClusterSnapshot found =
                Sources.ofFiles(java.util.List.of(file), ServerProfile.UNKNOWN).read(ReadProgress.NONE);
        ClusterSnapshot known = version == null ? found : found.withServer(version);
        ClusterSnapshot snapshot = defaultRoles ? DefaultRoles.addTo(known) : known;
        Escalation escalation = techniques.escalation(snapshot, Policy.of(snapshot.rbac()));
        return Analysis.of(escalation);
    }
}
