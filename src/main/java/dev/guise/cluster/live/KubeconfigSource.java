package dev.guise.cluster.live;

import dev.guise.cluster.AccessReviewer;
import dev.guise.cluster.Assumptions;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.DryRunner;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.KubeKind;
import dev.guise.cluster.read.ObjectCollector;
import dev.guise.cluster.read.Warnings;
import dev.guise.rbac.ServerProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running cluster, read through a context of a kubeconfig. It only asks: see the guard in front of every request.
/// Of Secrets and ConfigMaps no values are asked for.
public final class KubeconfigSource implements ClusterSource {
    private static final int AT_ONCE = 4;
    private static final long POLL_MILLIS = 100;
    private static final Duration MAX_SILENCE = Duration.ofMinutes(2);

    /// What the readers tell the thread that waits for them.
    private sealed interface Event {
        record Page(KubeKind kind, int count) implements Event {}

        record Done(KindReader.Result result) implements Event {}

        record Profile(ServerProfile server) implements Event {}
    }

    private final Kubeconfig kubeconfig;
    private final String context;
    private final Map<String, String> environment;
    private final Assumptions assumptions;

    /// The same without any assumption.
    public KubeconfigSource(Kubeconfig kubeconfig, String context, Map<String, String> environment) {
        this(kubeconfig, context, environment, Assumptions.NONE);
    }

    /// @param context     the context's name
    /// @param environment the environment of exec plugins, whose `PATH` is where they are looked for; proxies are
    ///                    taken from it too where the kubeconfig names none
    /// @param assumptions what is assumed where kinds cannot be listed
    public KubeconfigSource(
            Kubeconfig kubeconfig, String context, Map<String, String> environment, Assumptions assumptions) {
        this.assumptions = assumptions;
        this.kubeconfig = kubeconfig;
        this.context = context;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return context;
    }

    @Override
    public Optional<Live> live() {
        return Optional.of(this::reviewer);
    }

    /// Someone who answers questions about access at this cluster. An exec plugin runs now.
    public AccessReviewer reviewer() throws SourceException {
        return new AccessReviews(open(ReadProgress.NONE));
    }

    @Override
    public Optional<DryRunner.Opening> dryRun() {
        return Optional.of(this::dryRunner);
    }

    /// Someone who asks this cluster what it would say to roles and bindings. An exec plugin runs now.
    ///
    /// @throws SourceException when the server cannot be asked, or may be too old to know dry runs
    public DryRunner dryRunner() throws SourceException {
        ClusterConnection connection = open(ReadProgress.NONE);
        try {
            return DryRuns.on(connection);
        } catch (SourceException e) {
            connection.close();
            throw e;
        }
    }

    private ClusterConnection open(ReadProgress progress) throws SourceException {
        return ClusterConnection.open(kubeconfig, kubeconfig.context(context), environment, progress);
    }

    @Override
    public ClusterSnapshot read(ReadProgress progress) throws SourceException {
        try (ClusterConnection connection = open(progress)) {
            ObjectCollector all = new ObjectCollector();
            warnOfImpersonation(connection, all.warnings());
            progress.reading("version", 0);
            ServerProbe probe = new ServerProbe(connection);
            ServerProfile version = probe.version(all.warnings());
            progress.done("version", 1, "");
            return new Reading(connection, probe, progress).read(all, version);
        }
    }

    private static void warnOfImpersonation(ClusterConnection connection, Warnings warnings) {
        ImpersonationHeaders who = connection.impersonation();
        if (who.isAny()) {
            warnings.add(
                    connection.server(),
                    "the kubeconfig impersonates " + Shown.quoted(who.user()) + " on every request",
                    "Guise can read only what that identity can read.");
        }
    }

    /// One read of all kinds, several at a time.
    private final class Reading {
        private final ClusterConnection connection;
        private final ServerProbe probe;
        private final ReadProgress progress;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final Map<KubeKind, KindReader.Result> results = new EnumMap<>(KubeKind.class);
        private @Nullable ServerProfile profile;

        Reading(ClusterConnection connection, ServerProbe probe, ReadProgress progress) {
            this.connection = connection;
            this.probe = probe;
            this.progress = progress;
        }

        ClusterSnapshot read(ObjectCollector all, ServerProfile version) throws SourceException {
            ExecutorService readers =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
            try {
                for (KubeKind kind : KubeKind.values()) {
                    readers.execute(() -> events.add(new Event.Done(reader(kind).read())));
                }
                readers.execute(() -> events.add(new Event.Profile(probe.withGates(version))));
                await();
            } finally {
                readers.shutdownNow();
            }
            return gather(all, version);
        }

        private KindReader reader(KubeKind kind) {
            return new KindReader(connection, kind, (k, count) -> events.add(new Event.Page(k, count)));
        }

        private void await() throws SourceException {
            Instant lastSign = Instant.now();
            while (results.size() < KubeKind.values().length || profile == null) {
                if (progress.isCancelled()) {
                    throw stopped();
                }
                Event event = poll();
                if (event != null) {
                    lastSign = Instant.now();
                    handle(event);
                } else if (Instant.now().isAfter(lastSign.plus(MAX_SILENCE))) {
                    return;
                }
            }
        }

        private SourceException stopped() {
            return new SourceException(connection.server(), "Reading was stopped", "");
        }

        private @Nullable Event poll() throws SourceException {
            try {
                return events.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopped();
            }
        }

        private void handle(Event event) throws SourceException {
            switch (event) {
                case Event.Page page -> progress.reading(page.kind().resource(), page.count());
                case Event.Profile found -> profile = found.server();
                case Event.Done done -> {
                    KindReader.Result result = done.result();
                    if (result.outcome() == KindReader.Outcome.UNAUTHORIZED) {
                        throw probe.rejected(result.problem());
                    }
                    results.put(result.kind(), result);
                    progress.done(result.kind().resource(), result.objects().size(), result.problem());
                }
            }
        }

        private ClusterSnapshot gather(ObjectCollector all, ServerProfile version) throws SourceException {
            for (KubeKind kind : KubeKind.values()) {
                KindReader.Result result = results.get(kind);
                if (result == null) {
                    all.warnings().limit(kind.limit(), kind.resource());
                    all.warnings()
                            .add(kind.path(), kind.kind() + ": the server stopped responding", kind.consequence());
                } else {
                    all.addAll(result.objects());
                }
            }
            if (results.values().stream().noneMatch(r -> r.kind().isRbac() && r.outcome() == KindReader.Outcome.READ)) {
                throw noRbac();
            }
            Origin origin = new Origin(context, connection.server(), Instant.now());
            return all.snapshot(origin, profile == null ? version : profile, assumptions);
        }

        private SourceException noRbac() {
            List<KindReader.Result> rbac =
                    results.values().stream().filter(r -> r.kind().isRbac()).toList();
            return new SourceException(
                    connection.server(),
                    "Neither roles nor bindings can be read: " + why(rbac),
                    "Request permission to list roles, clusterroles, rolebindings and clusterrolebindings in"
                        + " rbac.authorization.k8s.io (the ClusterRole view does not include it), or ask for a dump.");
        }

        /// What kept them from being read. A server that forbids all four says nearly the same four times: once is
        /// told.
        private static String why(List<KindReader.Result> failed) {
            List<String> problems =
                    failed.stream().map(KindReader.Result::problem).distinct().toList();
            boolean forbidden = failed.stream().allMatch(r -> r.outcome() == KindReader.Outcome.FORBIDDEN);
            return forbidden && !problems.isEmpty()
                    ? "listing them is " + problems.getFirst()
                    : String.join("; ", problems);
        }
    }
}
