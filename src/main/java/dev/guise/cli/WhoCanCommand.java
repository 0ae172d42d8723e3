package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Subject;
import dev.guise.report.AttributesJson;
import dev.guise.report.JsonWriter;
import dev.guise.report.WhoCan;
import dev.guise.report.WhoCanJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows who can make a request.
@Command(
        name = "who-can",
        description = "Show who can make a request, and through which grant.",
        footer = {
            "",
            "Examples:",
            "  guise who-can dump.json create pods/exec -n shop",
            "  guise who-can --demo get /metrics",
            "  guise who-can dump.json delete nodes --indirect"
        })
final class WhoCanCommand extends ClusterCommand {
    private static final int REQUEST_WORDS = 2;

    @Parameters(
            paramLabel = "FILE… VERB RESOURCE[.GROUP][/SUB] [NAME]",
            arity = "1..*",
            hideParamSyntax = true,
            description = "Files as for the other commands, unless --context or --demo is given; then the request:"
                    + " a verb and a resource, optionally with a name, or a verb and a /path.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of the request (default: cluster scope).")
    private String namespace = "";

    @Option(names = "--indirect", description = "Also show who can get there by escalation.")
    private boolean indirect;

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    WhoCanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        int files = countFiles();
        List<Path> paths = words.subList(0, files).stream().map(Path::of).toList();
        ClusterSnapshot snapshot = source().readAndWarn(paths, terminal());
        Attributes request = RequestWords.of(ApiResources.of(snapshot), words.subList(files, words.size()), namespace);
        Policy policy = Policy.of(snapshot.rbac());
        WhoCan found = WhoCan.of(snapshot, policy, request);
        Optional<List<Identity>> ending = indirect
                ? Optional.of(techniques.escalation(snapshot, policy).whoReaches(new End.OfRequest(request)))
                : Optional.empty();
        if (format == Format.JSON) {
            output().write(
                            terminal(),
                            out -> JsonWriter.write(out, json -> {
                                json.object("request", () -> new AttributesJson(json).fields(request));
                                new WhoCanJson(json).whoCan(found);
                                limits(json);
                                ending.ifPresent(all -> json.strings(
                                        "indirect",
                                        all.stream().map(Identity::displayName).toList()));
                            }));
        } else {
            output().writeText(terminal(), text -> {
                show(found, text);
                ending.ifPresent(all ->
                        show(all, WhoCan.onlyIndirectly(policy, request, all).size(), text));
                limits(text);
            });
        }
        return ExitCodes.OK;
    }

    /// The first argument is a file unless an option names the cluster; so are those behind it that are there,
    /// as long as a request is left.
    private int countFiles() {
        if (source().isNamed() || words.size() <= REQUEST_WORDS) {
            return 0;
        }
        int files = 1;
        while (words.size() - files > REQUEST_WORDS && SourceOptions.isFile(Path.of(words.get(files)))) {
            files++;
        }
        return files;
    }

    private static void show(WhoCan found, TextWriter text) {
        boolean nobody = found.grants().isEmpty();
        String anyName = found.byName().isEmpty() ? "" : " for any name";
        text.line((nobody ? "No binding allows anyone to " : "Who can ")
                + found.request().describe()
                + anyName
                + (nobody ? "." : " (" + found.counts() + "):"));
        found.grants().forEach(grant -> text.line("  " + by(found, grant)));
        if (!found.byName().isEmpty()) {
            text.line("Who can, but only for the names that the rule lists ("
                    + found.byName().size() + (found.byName().size() == 1 ? " grant):" : " grants):"));
            found.byName()
                    .forEach(grant -> text.line("  " + by(found, grant) + ", only for "
                            + String.join(", ", grant.rule().resourceNames())));
        }
        text.line("Members of system:masters can do everything, regardless of RBAC.");
    }

    private static String by(WhoCan found, Grant grant) {
        List<Subject> known = found.groups().getOrDefault(grant.subject(), List.of());
        String size =
                known.isEmpty() ? "" : " (" + known.size() + (known.size() == 1 ? " known member)" : " known members)");
        return ObjectName.of(grant.subject()) + size + " through "
                + grant.binding().kind() + " "
                + grant.binding().meta().qualifiedName() + ", rule " + (grant.ruleIndex() + 1) + " of "
                + grant.role().kind() + " " + grant.role().meta().qualifiedName();
    }

    private static void show(List<Identity> ending, int indirectly, TextWriter text) {
        text.line("");
        text.line(
                ending.isEmpty()
                        ? "No identity can get there, not even by escalation."
                        : "Who can, directly or by escalation (" + ending.size()
                                + (ending.size() == 1 ? " identity, " : " identities, ") + indirectly
                                + " only by escalation):");
        ending.forEach(identity -> text.line("  " + ObjectName.of(identity.id())));
    }
}
