package dev.guise.ui.start;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.DryRunner;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.defaults.ServerDefaults;
import dev.guise.cluster.live.KubeContext;
import dev.guise.cluster.live.Kubeconfig;
import dev.guise.cluster.live.KubeconfigSource;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileOptions;
import dev.guise.cluster.read.Sources;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What can be opened on this computer: the contexts of kubeconfig files, manifests and snapshots, the demo.
public final class ClusterCatalog implements SourceCatalog {
    private static final ServerDefaults ASSUMPTIONS = new ServerDefaults(ServerDefaults.When.LEFT_OUT);

    private final Environment environment;
    private final Supplier<Settings> settings;

    public ClusterCatalog(Environment environment, Supplier<Settings> settings) {
        this.environment = environment;
        this.settings = settings;
    }

    private Kubeconfig load() throws SourceException {
        List<String> further = settings.get().kubeconfigFiles();
        if (further.isEmpty()) {
            return Kubeconfig.load(environment.variables(), environment.home());
        }
        List<Path> files = new ArrayList<>(Kubeconfig.defaultFiles(environment.variables(), environment.home()));
        further.forEach(file -> files.add(Path.of(file)));
        return Kubeconfig.read(files);
    }

    @Override
    public Contexts contexts() {
        try {
            Kubeconfig kubeconfig = load();
            List<ContextEntry> entries = kubeconfig.contexts().stream()
                    .map(context -> entry(context, kubeconfig.currentContext()))
                    .sorted(Comparator.comparing(entry -> !entry.isCurrent()))
                    .toList();
            List<String> problems = kubeconfig.problems().stream()
                    .map(problem -> problem.where() + ": " + problem.what()
                            + (problem.consequence().isEmpty() ? "" : ". " + problem.consequence()))
                    .toList();
            return new Contexts(entries, problems);
        } catch (SourceException none) {
            return new Contexts(List.of(), hasNone(none) ? List.of() : List.of(none.describe()));
        }
    }

    // Somebody without a kubeconfig has done nothing wrong.
    private boolean hasNone(SourceException problem) {
        boolean asked = environment.variable("KUBECONFIG").isPresent()
                || !settings.get().kubeconfigFiles().isEmpty();
        return !asked
                && Kubeconfig.defaultFiles(environment.variables(), environment.home()).stream()
                        .noneMatch(java.nio.file.Files::exists)
                && !problem.problem().isEmpty();
    }

    private ContextEntry entry(KubeContext context, String current) {
        String colour = settings.get().contextColours().getOrDefault(context.name(), "");
        return new ContextEntry(
                context.name(),
                context.server(),
                context.user(),
                context.file().toString(),
                colour,
                context.name().equals(current) ? ContextEntry.Use.CURRENT : ContextEntry.Use.OTHER);
    }

    /// Reads the kubeconfig again when the cluster is read, so that changed credentials are seen.
    @Override
    public ClusterSource context(ContextEntry entry) {
        return new ClusterSource() {
            @Override
            public String name() {
                return entry.name();
            }

            // Names such as "default" are in many kubeconfigs.
            @Override
            public String key() {
                return "context " + entry.name() + " " + entry.server();
            }

            @Override
            public Optional<DryRunner.Opening> dryRun() {
                return Optional.of(() -> kubeconfig().dryRunner());
            }

            @Override
            public Optional<Live> live() {
                return Optional.of(() -> kubeconfig().reviewer());
            }

            @Override
            public ClusterSnapshot read(ReadProgress progress) throws SourceException {
                return kubeconfig().read(progress);
            }

            private KubeconfigSource kubeconfig() throws SourceException {
                return new KubeconfigSource(load(), entry.name(), pluginEnvironment(), ASSUMPTIONS);
            }
        };
    }

    private Map<String, String> pluginEnvironment() {
        String path = settings.get().pluginPath();
        if (path.isEmpty()) {
            return environment.variables();
        }
        String own = environment.path();
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.put("PATH", own.isEmpty() ? path : path + File.pathSeparator + own);
        return variables;
    }

    @Override
    public ClusterSource files(List<Path> files) {
        return Sources.ofFiles(files, FileOptions.NONE.withAssumptions(ASSUMPTIONS));
    }

    @Override
    public ClusterSource demo() {
        return new DemoSource();
    }
}
