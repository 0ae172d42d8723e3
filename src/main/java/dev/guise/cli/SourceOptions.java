package dev.guise.cli;

import dev.guise.cluster.Assumptions;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.Limit;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.ServerDefaults;
import dev.guise.cluster.live.Kubeconfig;
import dev.guise.cluster.live.KubeconfigSource;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileOptions;
import dev.guise.cluster.read.FileSource;
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
            description = "Kubeconfig with the context (default: the one kubectl would use).")
    @Nullable
    Path kubeconfig;

    @Option(names = "--demo", description = "Use the bundled demo cluster.")
    boolean demo;

    @Option(
            names = "--server-version",
            paramLabel = "VERSION",
            converter = ServerVersion.class,
            description = "Analyze as a server of this version, such as 1.36; files do not record one.")
    @Nullable
    ServerProfile version;

    @Option(
            names = "--constrained-impersonation",
            paramLabel = "on|off|unknown",
            description = "Whether the server's feature gate ConstrainedImpersonation is on.")
    @Nullable
    Gate gate;

    @Option(
            names = "--default-roles",
            description = "Add every missing role and binding that each API server creates itself, even if the input"
                    + " has some of them. Files that have none of them get them without this option.")
    boolean defaultRoles;

    @Option(
            names = "--default-namespace",
            paramLabel = "NS",
            description = "Namespace for objects in files that name none (default: default).")
    private String namespace = "";

    @Option(
            names = "--strict",
            description = "Exit with 3 if anything assumed, not analyzed or not read could hide results.")
    boolean strict;

    private final List<Limit> limits = new ArrayList<>();

    /// Whether the cluster is named by an option, so that no argument is a file.
    boolean isNamed() {
        return demo || context != null;
    }

    /// Reads the cluster.
    ///
    /// @param files the files and folders among the arguments
    ClusterSnapshot read(List<Path> files, Terminal terminal) throws SourceException {
        ClusterSnapshot snapshot = source(files, terminal).read(ReadProgress.NONE);
        limits.addAll(snapshot.limits());
        return snapshot.withServer(server(snapshot.server()));
    }

    /// What the answers about what was read rest on.
    List<Limit> limits() {
        return limits;
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
                    .println(
                            "warning: " + (warnings.size() - WARNINGS_SHOWN) + " more not shown; guise scan lists all");
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
            throw new UsageException("no cluster specified: pass files or folders, --context NAME, or --demo");
        }
        if (named.size() > 1) {
            throw new UsageException("only one of " + String.join(", ", named) + " can be used at a time");
        }
        if (context != null) {
            return new KubeconfigSource(kubeconfig(terminal), context, terminal.environment(), assumptions());
        }
        if (kubeconfig != null) {
            throw new UsageException("--kubeconfig requires --context NAME");
        }
        return demo ? new DemoSource() : files(files, terminal);
    }

    private Kubeconfig kubeconfig(Terminal terminal) throws SourceException {
        return kubeconfig == null
                ? Kubeconfig.load(terminal.environment(), terminal.home())
                : Kubeconfig.read(List.of(kubeconfig));
    }

    /// A file that was named and is not there is an error, not a gap in the answer.
    private ClusterSource files(List<Path> files, Terminal terminal) throws SourceException {
        for (Path file : files) {
            if (!isFile(file)) {
                throw new SourceException(file.toString(), "File or folder not found", "Check the name.");
            }
        }
        FileOptions options = FileOptions.NONE
                .withServer(version == null ? ServerProfile.UNKNOWN : version)
                .withAssumptions(assumptions())
                .withNamespace(namespace)
                .withStandardInput(terminal.in());
        return Sources.ofFiles(files, options);
    }

    /// Whether there is such a file or folder, or it is standard input.
    static boolean isFile(Path file) {
        return file.equals(FileSource.STANDARD_INPUT) || Files.exists(file);
    }

    private Assumptions assumptions() {
        return new ServerDefaults(defaultRoles ? ServerDefaults.When.MISSING : ServerDefaults.When.LEFT_OUT);
    }
}
