package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.report.JsonWriter;
import dev.guise.report.ReachJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what identities can reach.
@Command(
        name = "reach",
        description = "Show what one identity, or every identity, can reach.",
        footer = {
            "",
            "NAME is a user name, NAMESPACE/NAME or system:serviceaccount:NAMESPACE:NAME of a service account,",
            "group:NAME, node:NAME, or anonymous.",
            "",
            "Example: guise reach dump.json --from ci/pipeline"
        })
final class ReachCommand extends ClusterCommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, folders, or a saved snapshot.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--from", paramLabel = "NAME", description = "Identity to start from; repeatable.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--all", description = "Start from every identity known in the cluster.")
    private boolean all;

    @Option(names = "--from-group", paramLabel = "GROUP", description = "Additional group of --from; repeatable.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json", description = "Output format (default: text).")
    private Format format = Format.TEXT;

    @Mixin
    private final TechniqueOptions techniques = new TechniqueOptions();

    ReachCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        if (all == !from.isEmpty()) {
            throw new UsageException("specify either --from NAME or --all");
        }
        techniques.prepare();
        ClusterSnapshot snapshot = source().readAndWarn(files, terminal());
        Policy policy = Policy.of(snapshot.rbac());
        Escalation escalation = techniques.escalation(snapshot, policy);
        // all together are worked out far faster than each alone, and are known from then on
        List<Identity> identities =
                all ? escalation.reachAll().stream().map(Reach::from).toList() : named(new Names(snapshot, policy));
        if (format == Format.JSON) {
            output().write(
                            terminal(),
                            out -> JsonWriter.write(out, json -> {
                                new ReachJson(json).reach(identities, escalation::reach);
                                limits(json);
                            }));
        } else {
            output().writeText(terminal(), text -> {
                identities.forEach(identity -> show(escalation.reach(identity), text));
                limits(text);
            });
        }
        return ExitCodes.OK;
    }

    private List<Identity> named(Names names) {
        List<Identity> identities = new ArrayList<>();
        for (String name : from) {
            Identity identity = names.identity(name, groups);
            if (!names.isKnown(identity)) {
                note(ObjectName.of(identity.id()) + " does not occur in this cluster");
            }
            identities.add(identity);
        }
        return identities;
    }

    private void show(Reach reach, TextWriter text) {
        String goals = reach.goals().isEmpty()
                ? "no goal"
                : reach.goals().stream().map(Goal::id).collect(Collectors.joining(", "));
        int others = reach.credentials().size() - 1;
        text.line(ObjectName.of(reach.from().id()) + ": " + goals + "; credentials of "
                + count(others, "other identity", "other identities") + ", acting as "
                + count(reach.acting().size(), "identity", "identities") + ", root on "
                + count(reach.nodes().size(), "node", "nodes"));
        if (!all) {
            list("credential of", names(reach.credentials()), text);
            list("acting as", names(reach.acting()), text);
            list("root on node", reach.nodes(), text);
        }
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static List<String> names(List<Identity> some) {
        return some.stream().map(Identity::displayName).toList();
    }

    private static void list(String what, List<String> names, TextWriter text) {
        names.forEach(name -> text.line("  " + what + " " + name));
    }
}
