package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.report.DerivationJson;
import dev.guise.report.JsonWriter;
import dev.guise.words.StepWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows how an identity reaches an end.
@Command(
        name = "paths",
        description = "Show how an identity can reach a goal, become another identity, or get a request allowed.",
        footer = {
            "",
            "X is a user name, NAMESPACE/NAME or system:serviceaccount:NAMESPACE:NAME of a service account,",
            "group:NAME, node:NAME, or anonymous. Y is the same, or cluster-control, admission-control, node,",
            "secrets-everywhere, secrets-kube-system, or a request.",
            "",
            "Examples:",
            "  guise paths dump.json --from ci/pipeline --to cluster-control",
            "  guise paths dump.json --from jane --to \"get secrets -n kube-system\" --cut"
        })
final class PathsCommand extends ClusterCommand {
    private static final int MAX_PATHS = 10_000;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, folders, or a saved snapshot.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--from", paramLabel = "X", required = true, description = "Identity at which the paths start.")
    private String from = "";

    @Option(names = "--from-group", paramLabel = "GROUP", description = "Additional group of --from; repeatable.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "Y",
            required = true,
            description = "Identity, goal or request to which the paths lead.")
    private String to = "";

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "Maximum number of paths, cheapest first (default: ${DEFAULT-VALUE}).")
    private int most = 20;

    @Option(names = "--cut", description = "Also show the smallest set of grants whose removal cuts every path.")
    private boolean cut;

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    PathsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        if (most < 1 || most > MAX_PATHS) {
            throw new UsageException("--most must be a number from 1 to " + MAX_PATHS);
        }
        ClusterSnapshot read = source().readAndWarn(files, terminal());
        Names names = new Names(read, Policy.of(read.rbac()));
        Identity start = names.identity(from, groups);
        End end = names.end(to);
        if (!names.isKnown(start)) {
            note(ObjectName.of(start.id()) + " does not occur in this cluster");
        }
        ClusterSnapshot snapshot = names.introduced(end);
        Escalation escalation = techniques.escalation(snapshot, Policy.of(snapshot.rbac()));
        List<Derivation> derivations = escalation.derivations(start, end, most);
        Optional<Cut> cuts = cut ? Optional.of(escalation.cut(List.of(start), end)) : Optional.empty();
        if (format == Format.JSON) {
            output().write(
                            terminal(),
                            out -> JsonWriter.write(out, json -> write(json, derivations, cuts.orElse(null))));
        } else {
            output().writeText(terminal(), text -> {
                show(start, end, derivations, text);
                cuts.ifPresent(found -> show(found, text));
                limits(text);
            });
        }
        return ExitCodes.OK;
    }

    private void write(JsonWriter json, List<Derivation> derivations, @Nullable Cut cut) {
        DerivationJson derivation = new DerivationJson(json);
        derivation.derivations("derivations", derivations);
        if (cut != null) {
            derivation.cut(cut);
        }
        limits(json);
    }

    private static void show(Identity start, End end, List<Derivation> derivations, TextWriter text) {
        if (derivations.isEmpty()) {
            text.line("There is no path from " + ObjectName.of(start.id()) + " to: " + StepWords.of(end));
            return;
        }
        for (int i = 0; i < derivations.size(); i++) {
            Derivation derivation = derivations.get(i);
            text.line("Path " + (i + 1) + " from " + ObjectName.of(start.id()) + " to: " + StepWords.of(derivation.to())
                    + " (cost " + derivation.cost() + ")");
            steps(derivation, text);
            text.line("");
        }
    }

    private static void steps(Derivation derivation, TextWriter text) {
        if (derivation.steps().isEmpty()) {
            text.line("  No steps needed: this is already the case.");
        }
        for (int i = 0; i < derivation.steps().size(); i++) {
            text.line("  " + (i + 1) + ". " + StepWords.of(derivation.steps().get(i)));
        }
    }

    private static void show(Cut cut, TextWriter text) {
        text.line(
                switch (cut.quality()) {
                    case SMALLEST -> "Remove these to cut every path; no smaller set is enough:";
                    case SMALL -> "Remove these to cut every path; a smaller set may exist:";
                    case NOTHING_TO_CUT -> "There are no paths to cut.";
                    case IMPOSSIBLE ->
                        "No removal cuts every path for good: one path relies on objects that the API server itself"
                                + " maintains.";
                    case UNKNOWN -> "Finding what cuts every path takes too long.";
                });
        cut.elements().stream().map(StepWords::of).forEach(element -> text.line("  " + element));
        cut.remaining().forEach(derivation -> steps(derivation, text));
    }
}
