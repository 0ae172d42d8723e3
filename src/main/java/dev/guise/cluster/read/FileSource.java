package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.ServerProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Manifests and dumps in files and folders: YAML with any number of documents, JSON, `kubectl get -o json|yaml`
/// lists, and the same compressed with gzip.
///
/// A dump of 20,000 objects (30 MB of JSON) takes well under a second once the JVM is warm; what is held in memory is
/// the snapshot and one object at a time, whatever the size of the files.
public final class FileSource implements ClusterSource {
    /// The path for standard input.
    public static final Path STANDARD_INPUT = Path.of("-");

    private final List<Path> paths;
    private final FileOptions options;

    /// Files of a server of which nothing is known.
    public FileSource(List<Path> paths) {
        this(paths, FileOptions.NONE);
    }

    /// Files of which nothing is known but the server.
    public FileSource(List<Path> paths, ServerProfile server) {
        this(paths, FileOptions.NONE.withServer(server));
    }

    /// @param paths   files, and folders that are searched to their bottom for `.yaml`, `.yml` and `.json`, each also
    ///                with `.gz` behind it; `-` is standard input
    /// @param options what the files do not say
    public FileSource(List<Path> paths, FileOptions options) {
        this.paths = List.copyOf(paths);
        this.options = options;
    }

    @Override
    public String name() {
        return paths.stream().map(FileSource::shortName).collect(Collectors.joining(", "));
    }

    @Override
    public String key() {
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .sorted()
                .distinct()
                .collect(Collectors.joining("\n", "files ", ""));
    }

    private static String shortName(Path path) {
        if (path.equals(STANDARD_INPUT)) {
            return "standard input";
        }
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    @Override
    public ClusterSnapshot read(ReadProgress progress) throws SourceException {
        if (paths.isEmpty()) {
            throw new SourceException(
                    "", "No file was specified", "Specify files or folders with Kubernetes manifests.");
        }
        ObjectCollector collector = new ObjectCollector(options.namespace());
        List<Path> files = ManifestFolder.files(paths, collector.warnings());
        ManifestReader reader = new ManifestReader(collector, progress);
        for (Path file : files) {
            read(file, reader);
        }
        if (!collector.hasRbac()) {
            throw nothingUseful(files, collector);
        }
        return collector.snapshot(new Origin(name(), "", Instant.now()), options.server(), options.assumptions());
    }

    private void read(Path file, ManifestReader reader) throws SourceException {
        if (file.equals(STANDARD_INPUT)) {
            reader.read(options.standardInput(), "standard input");
        } else {
            reader.read(file);
        }
    }

    private SourceException nothingUseful(List<Path> files, ObjectCollector collector) {
        String where = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
        String first = collector.warnings().all().stream()
                .limit(3)
                .map(FileSource::line)
                .collect(Collectors.joining("; "));
        String found = first.isEmpty() ? "" : " (" + first + ")";
        if (files.isEmpty()) {
            return new SourceException(
                    where, "No manifests found" + found, "Specify files or folders with .yaml, .yml or .json files.");
        }
        String problem = "No Role, ClusterRole, RoleBinding or ClusterRoleBinding could be read" + found;
        return new SourceException(
                where,
                problem,
                "Make a dump that contains them: kubectl get clusterroles,clusterrolebindings,roles,rolebindings,"
                        + "serviceaccounts,pods,namespaces --all-namespaces -o json > dump.json");
    }

    private static String line(Warning warning) {
        return warning.where().isEmpty() ? warning.what() : warning.where() + ": " + warning.what();
    }
}
