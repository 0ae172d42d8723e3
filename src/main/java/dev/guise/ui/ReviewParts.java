package dev.guise.ui;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.read.SnapshotFile;
import dev.guise.ui.ClusterViews.View;
import dev.guise.ui.access.AccessModel;
import dev.guise.ui.access.AccessTab;
import dev.guise.ui.access.ComparisonModel;
import dev.guise.ui.access.MatrixModel;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.compare.CompareModel;
import dev.guise.ui.compare.CompareTab;
import dev.guise.ui.draft.DraftTab;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.explore.ExploreModel;
import dev.guise.ui.explore.ExploreTab;
import dev.guise.ui.findings.FindingsModel;
import dev.guise.ui.findings.FindingsTab;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.graph.DiagramTree;
import dev.guise.ui.graph.DiagramView;
import dev.guise.ui.inspect.Inspector;
import dev.guise.ui.paths.PathsModel;
import dev.guise.ui.paths.PathsTab;
import dev.guise.ui.review.Session;
import dev.guise.ui.settings.Choices;
import dev.guise.ui.simulate.SimulateModel;
import dev.guise.ui.simulate.SimulateTab;
import dev.guise.ui.start.ClusterCatalog;
import dev.guise.ui.start.SourceCatalog;
import dev.guise.ui.workspace.WorkspacePlace;
import dev.guise.ui.workspace.WorkspaceStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Fills the window from the engine: one session for each cluster opened, and the views on it.
public final class ReviewParts implements WindowParts {

    /// A cluster that is opened, with all that a view can ask for.
    private record OpenCluster(Session session, ClusterSource source, WindowServices services) {
        SettingsStore settings() {
            return services.settings();
        }
    }

    /// Makes what a view tells; how it looks is made of that later.
    private interface Maker {
        View make(OpenCluster open);
    }

    /// A view and what others must know of it.
    ///
    /// @param tables whose columns can be chosen in the settings; asked late, as controls need the toolkit
    private record Registered(ViewId id, Supplier<List<TableDescription>> tables, Maker maker) {}

    /// The views, in the order of their tabs. Keys, menus, the palette, the settings and the sheet of keys follow it:
    /// a new view is one more entry.
    private static final List<Registered> VIEWS = List.of(
            new Registered(ViewId.GRAPH, () -> List.of(DiagramTree.TABLE), ReviewParts::explore),
            new Registered(ViewId.PATHS, List::of, ReviewParts::paths),
            new Registered(ViewId.FINDINGS, () -> List.of(FindingsTab.TABLE), ReviewParts::findings),
            new Registered(ViewId.ACCESS, () -> AccessTab.TABLES, ReviewParts::access),
            new Registered(ViewId.SIMULATE, () -> List.of(SimulateTab.TABLE), ReviewParts::simulate),
            new Registered(ViewId.DRAFTS, () -> List.of(DraftTab.EVIDENCE), ReviewParts::drafts),
            new Registered(ViewId.COMPARE, () -> List.of(CompareTab.TABLE), ReviewParts::compare));

    @Override
    public SourceCatalog catalog(WindowServices services) {
        return new ClusterCatalog(services.environment(), services.settings()::get);
    }

    @Override
    public List<String> tabs() {
        return VIEWS.stream().map(view -> view.id().title()).toList();
    }

    @Override
    public List<TableDescription> tables() {
        return VIEWS.stream().flatMap(view -> view.tables().get().stream()).toList();
    }

    @Override
    public ClusterViews open(ClusterSource source, ClusterSnapshot snapshot, WindowServices services, Lifetime life) {
        FrameModel frame = new FrameModel();
        Settings settings = services.settings().get();
        Path file = WorkspacePlace.of(source, services.environment().configDirectory());
        WorkspaceStore workspace = WorkspaceStore.of(
                file,
                snapshot.origin().name(),
                services.background(),
                problem -> services.dialogs().show(notSaved(problem)));
        Session session = Session.of(
                snapshot,
                frame,
                services.background(),
                services.dialogs(),
                colour(snapshot, settings),
                Choices.of(settings),
                workspace);
        var chosen = services.settings().settingsProperty();
        chosen.map(now -> colour(snapshot, now)).subscribe(session.summary()::setColour);
        chosen.map(Choices::basis)
                .subscribe((before, now) -> session.loader()
                        .setOptions(Choices.of(services.settings().get())));
        new Inspector(session).start();
        life.add(() -> close(workspace, services));
        return new ClusterViews(
                frame,
                tabs(new OpenCluster(session, source, services)),
                List.of(save(snapshot, services)),
                session.loader()::open);
    }

    private static List<Supplier<View>> tabs(OpenCluster open) {
        return VIEWS.stream()
                .<Supplier<View>>map(view -> () -> view.maker().make(open))
                .toList();
    }

    private static View explore(OpenCluster open) {
        ExploreModel model = new ExploreModel(open.session());
        return () -> new ExploreTab(open.session(), model, diagram("explore.layout", open.services()));
    }

    private static View paths(OpenCluster open) {
        PathsModel model = new PathsModel(open.session());
        return ready(open, () -> new PathsTab(open.session(), model, diagram("paths.layout", open.services())));
    }

    private static View findings(OpenCluster open) {
        FindingsModel model = new FindingsModel(open.session());
        return () -> new FindingsTab(open.session(), model, open.settings());
    }

    private static View access(OpenCluster open) {
        AccessModel who = new AccessModel(open.session());
        MatrixModel matrix = new MatrixModel(open.session());
        ComparisonModel comparison = new ComparisonModel(open.session());
        return ready(open, () -> new AccessTab(open.session(), who, matrix, comparison, open.settings()));
    }

    private static View simulate(OpenCluster open) {
        SimulateModel model = new SimulateModel(open.session(), open.source().live());
        return ready(open, () -> new SimulateTab(open.session(), model, open.settings()));
    }

    private static View drafts(OpenCluster open) {
        DraftModel model = new DraftModel(open.session());
        return ready(
                open, () -> new DraftTab(model, open.settings(), open.source().dryRun()));
    }

    private static View compare(OpenCluster open) {
        CompareModel model = compareModel(open.session(), open.services());
        return ready(open, () -> new CompareTab(open.session(), model, open.settings()));
    }

    private static CompareModel compareModel(Session session, WindowServices services) {
        var settings = services.settings();
        return new CompareModel(
                session,
                new ClusterCatalog(services.environment(), settings::get),
                () -> settings.get().recentFiles(),
                file -> settings.update(
                        now -> now.withRecentFile(file.toAbsolutePath().toString())));
    }

    // The graph and the findings say themselves what they wait for.
    private static View ready(OpenCluster open, View view) {
        return () -> new ReadyTab(open.session(), view.make());
    }

    private static String colour(ClusterSnapshot snapshot, Settings settings) {
        return settings.contextColours().getOrDefault(snapshot.origin().name(), "");
    }

    private static void close(WorkspaceStore workspace, WindowServices services) {
        try {
            workspace.flush();
        } catch (UncheckedIOException failed) {
            services.dialogs().show(notSaved(String.valueOf(failed.getMessage())));
        }
    }

    private static Problem notSaved(String problem) {
        return new Problem(
                "Could not save workspace",
                problem,
                "Owned identities, notes and suppressions from this session are lost when you close the window,"
                        + " unless the file becomes writable before then.",
                "");
    }

    private static DiagramView diagram(String name, WindowServices services) {
        return new DiagramView(
                name,
                services.background(),
                services.layout(),
                services.fonts(),
                services.dialogs(),
                services.settings(),
                services.dark());
    }

    private static Command save(ClusterSnapshot snapshot, WindowServices services) {
        FileKind kind = new FileKind("Guise snapshot", List.of("gz"));
        return CommandId.CLUSTER_SAVE.command(() -> services.dialogs()
                .saveFile("Save snapshot", "cluster" + SnapshotFile.ENDING, List.of(kind))
                .ifPresent(file -> services.background()
                        .waitingJob("cluster.save", progress -> {
                            progress.report("Saving " + file.getFileName(), -1);
                            SnapshotFile.write(snapshot, file);
                            return file;
                        })
                        .goingOn()
                        .onDone(saved -> services.dialogs().tell("Saved", saved.toString()))
                        .onError(error -> services.dialogs()
                                .show(new Problem(
                                        "Could not save snapshot",
                                        file + ": " + error.getMessage(),
                                        "Choose another location.",
                                        "")))
                        .start()));
    }
}
