package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.DefaultRoles;
import dev.guise.cluster.live.Kubeconfig;
import dev.guise.cluster.live.KubeconfigSource;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.Sources;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.text.Plain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which cluster is meant and what its server is like.
final class SourceOptions {
    private static final int WARNINGS_SHOWN = 10;

    @Option(names = "--context", paramLabel = "NAME", description = "Read the cluster of this kubeconfig context.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig with the context; without it, what kubectl would use.")
    @Nullable
    Path kubeconfig;

    @Option(names = "--demo", description = "Use the cluster that comes with the program.")
    boolean demo;

    @Option(
            names = "--server-version",
            paramLabel = "VERSION",
            converter = ServerVersion.class,
            description = "Judge for a server of this version, such as 1.36; files say none.")
    @Nullable
    ServerProfile version;

    @Option(
            names = "--constrained-impersonation",
            paramLabel = "on|off|unknown",
            description = "Whether the server's gate ConstrainedImpersonation is on.")
    @Nullable
    Gate gate;

    @Option(
            names = "--default-roles",
            description = "Add the roles and bindings that every API server makes for itself, where they are left out.")
    boolean defaultRoles;

    /// Whether the cluster is named by an option, so that no argument is a file.
    boolean isNamed() {
        return demo || context != null;
    }

    /// Reads the cluster.
    ///
    /// @param files the files and folders among the arguments
    ClusterSnapshot read(List<Path> files, Terminal terminal) throws SourceException {
        ClusterSnapshot snapshot = source(files, terminal).read(ReadProgress.NONE);
        ClusterSnapshot known = snapshot.withServer(server(snapshot.server()));
        return defaultRoles ? DefaultRoles.addTo(known) : known;
    }

    /// The same, with the snapshot's warnings on standard error.
    ClusterSnapshot readAndWarn(List<Path> files, Terminal terminal) throws SourceException {
        ClusterSnapshot snapshot = read(files, terminal);
        List<ClusterSnapshot.Warning> warnings = snapshot.warnings();
        warnings.stream()
                .limit(WARNINGS_SHOWN)
                .forEach(warning -> terminal.err().println("warning: " + Plain.line(describe(warning))));
        if (warnings.size() > WARNINGS_SHOWN) {
            terminal.err()
                    .println("warning: and " + (warnings.size() - WARNINGS_SHOWN) + " more; guise scan lists all");
        }
        terminal.err().flush();
        return snapshot;
    }

    /// A warning in one line.
    static String describe(ClusterSnapshot.Warning warning) {
        String what = warning.where().isEmpty() ? warning.what() : warning.where() + ": " + warning.what();
        return warning.consequence().isEmpty() ? what : what + ". " + warning.consequence();
    }

    private ServerProfile server(ServerProfile found) {
        ServerProfile server = version == null ? found : version;
        return gate == null ? server : server.withConstrainedImpersonation(gate);
    }

    private ClusterSource source(List<Path> files, Terminal terminal) throws SourceException {
        List<String> named = new ArrayList<>();
        if (demo) {
            named.add("--demo");
        }
        if (context != null) {
            named.add("--context");
        }
        if (!files.isEmpty()) {
            named.add("FILE");
        }
        if (named.isEmpty()) {
            throw new UsageException("no cluster was named: give files or folders, or --context NAME, or --demo");
        }
        if (named.size() > 1) {
            throw new UsageException("only one of " + String.join(", ", named) + " can be used at a time");
        }
        if (context != null) {
            return new KubeconfigSource(kubeconfig(terminal), context, terminal.environment());
        }
        if (kubeconfig != null) {
            throw new UsageException("--kubeconfig needs --context NAME");
        }
        return demo ? new DemoSource() : files(files);
    }

    private Kubeconfig kubeconfig(Terminal terminal) throws SourceException {
        return kubeconfig == null
                ? Kubeconfig.load(terminal.environment(), terminal.home())
                : Kubeconfig.read(List.of(kubeconfig));
    }

    /// A file that was named and is not there is an error, not a gap in the answer.
    private static ClusterSource files(List<Path> files) throws SourceException {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new SourceException(file.toString(), "There is no such file or folder", "Check the name.");
            }
        }
        return Sources.ofFiles(files, ServerProfile.UNKNOWN);
    }
}
