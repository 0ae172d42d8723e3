package dev.guise.cluster.live;

import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.Failure;
import dev.guise.cluster.read.Tree;
import dev.guise.cluster.read.YamlObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One or more kubeconfig files taken together, as kubectl does: of entries with the same name the first file's
/// counts. Nothing is ever written to them, and reading them runs nothing.
public final class Kubeconfig {
    private static final long LARGEST = 64L << 20;

    private final List<Path> files;
    private final Map<String, KubeEntry> clusters = new LinkedHashMap<>();
    private final Map<String, KubeEntry> users = new LinkedHashMap<>();
    private final Map<String, KubeEntry> contexts = new LinkedHashMap<>();
    private final List<Warning> problems = new ArrayList<>();
    private String currentContext = "";

    private Kubeconfig(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /// The files that kubectl would use: those of `KUBECONFIG`, else `.kube/config` in the home folder.
    ///
    /// @throws SourceException when none of them can be read
    public static Kubeconfig load(Map<String, String> environment, Path home) throws SourceException {
        return read(defaultFiles(environment, home));
    }

    /// The files that kubectl would use, whether they exist or not.
    public static List<Path> defaultFiles(Map<String, String> environment, Path home) {
        String value = environment.getOrDefault("KUBECONFIG", "");
        List<Path> files = new ArrayList<>();
        for (String part : value.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!part.isBlank()) {
                files.add(Path.of(part));
            }
        }
        return files.isEmpty() ? List.of(home.resolve(".kube").resolve("config")) : List.copyOf(files);
    }

    /// Reads these files. One that is missing or malformed is one of the [#problems]; the others count.
    ///
    /// @throws SourceException when none of them can be read
    public static Kubeconfig read(List<Path> files) throws SourceException {
        Kubeconfig config = new Kubeconfig(files);
        int read = 0;
        for (Path file : config.files) {
            try {
                config.add(file);
                read++;
            } catch (SourceException e) {
                config.problems.add(new Warning(e.where(), e.problem(), e.advice()));
            }
        }
        if (read == 0) {
            throw config.nothingRead();
        }
        return config;
    }

    private SourceException nothingRead() {
        if (problems.isEmpty()) {
            return new SourceException("", "No kubeconfig was specified", "Specify a kubeconfig, or set KUBECONFIG.");
        }
        Warning first = problems.getFirst();
        return new SourceException(first.where(), first.what(), first.consequence());
    }

    private void add(Path file) throws SourceException {
        Tree tree = parse(file);
        if (!(tree instanceof Tree.Fields root)) {
            throw new SourceException(
                    file.toString(),
                    "This is not a kubeconfig: it contains " + tree.describe(),
                    "Specify another file.");
        }
        KubeEntry all = new KubeEntry("", root, file);
        entries(all, "clusters", "cluster", clusters);
        entries(all, "users", "user", users);
        entries(all, "contexts", "context", contexts);
        currentContext = currentContext.isEmpty() ? all.text("current-context") : currentContext;
    }

    private static Tree parse(Path file) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > LARGEST) {
                throw new SourceException(
                        file.toString(), "This is not a kubeconfig: it is too large", "Specify another file.");
            }
            return YamlObjects.readWhole(in);
        } catch (IOException e) {
            throw new SourceException(
                    file.toString(),
                    "The kubeconfig cannot be read: " + Failure.describe(e),
                    "Specify another file, or set KUBECONFIG to an existing file.",
                    e);
        } catch (BrokenDocumentException e) {
            throw new SourceException(
                    file + ", line " + e.line(),
                    "The kubeconfig is malformed: " + e.problem(),
                    "Fix that line; kubectl config view reports the same problem.",
                    e);
        }
    }

    private void entries(KubeEntry root, String list, String field, Map<String, KubeEntry> target) {
        Tree value = root.fields().get(list);
        if (value instanceof Tree.Nothing) {
            return;
        }
        if (!(value instanceof Tree.Elements elements)) {
            problems.add(new Warning(
                    root.file() + ", line " + value.line(), list + " is " + value.describe() + ", not a list", ""));
            return;
        }
        for (Tree element : elements.elements()) {
            entry(root.file(), list, field, element, target);
        }
    }

    private void entry(Path file, String list, String field, Tree element, Map<String, KubeEntry> target) {
        String name = element instanceof Tree.Fields fields ? KubeEntry.textOf(fields.get("name")) : "";
        if (name.isEmpty() || !(element instanceof Tree.Fields fields)) {
            problems.add(new Warning(file + ", line " + element.line(), "an entry of " + list + " has no name", ""));
            return;
        }
        target.putIfAbsent(name, new KubeEntry(name, fields, file).inner(field));
    }

    /// The files asked for, also those that could not be read.
    public List<Path> files() {
        return files;
    }

    /// What was wrong with files or entries; the rest can be used.
    public List<Warning> problems() {
        return List.copyOf(problems);
    }

    /// The context that kubectl would use, `""` when none is set.
    public String currentContext() {
        return currentContext;
    }

    /// All contexts, in the order of the files.
    public List<KubeContext> contexts() {
        return contexts.values().stream().map(this::context).toList();
    }

    private KubeContext context(KubeEntry entry) {
        String cluster = entry.text("cluster");
        KubeEntry found = clusters.get(cluster);
        return new KubeContext(
                entry.name(),
                cluster,
                found == null ? "" : found.text("server"),
                entry.text("user"),
                entry.text("namespace"),
                entry.file());
    }

    /// The context with that name.
    ///
    /// @throws SourceException when there is none, naming those that there are
    public KubeContext context(String name) throws SourceException {
        KubeEntry entry = contexts.get(name);
        if (entry == null) {
            String known = contexts.isEmpty()
                    ? "It has no contexts"
                    : "Available contexts: " + String.join(", ", contexts.keySet());
            throw new SourceException(where(), "The kubeconfig has no context " + Shown.quoted(name), known + ".");
        }
        return context(entry);
    }

    private String where() {
        return String.join(
                File.pathSeparator, files.stream().map(Path::toString).toList());
    }

    KubeEntry cluster(KubeContext context) throws SourceException {
        KubeEntry cluster = clusters.get(context.cluster());
        if (cluster == null || cluster.text("server").isEmpty()) {
            String missing = cluster == null ? ", which does not exist" : ", which has no server";
            throw new SourceException(
                    context.file().toString(),
                    "The context " + Shown.quoted(context.name()) + " refers to the cluster "
                            + Shown.quoted(context.cluster()) + missing,
                    "Add the cluster to the kubeconfig, or choose another context.");
        }
        return cluster;
    }

    KubeEntry user(KubeContext context) throws SourceException {
        KubeEntry user = users.get(context.user());
        if (user == null && !context.user().isEmpty()) {
            throw new SourceException(
                    context.file().toString(),
                    "The context " + Shown.quoted(context.name()) + " refers to the user "
                            + Shown.quoted(context.user()) + ", which does not exist",
                    "Add the user to the kubeconfig, or choose another context.");
        }
        return user == null ? new KubeEntry("", new Tree.Fields(Map.of(), 0), context.file()) : user;
    }
}
