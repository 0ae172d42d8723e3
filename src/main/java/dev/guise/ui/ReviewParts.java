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
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.settings.Settings;
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
import dev.guise.ui.frame.WorkspaceTab;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kordamp.ikonli.feather.Feather;

/// Fills the window from the engine: one session for each cluster opened, and the views on it.
public final class ReviewParts implements WindowParts {

    @Override
    public SourceCatalog catalog(WindowServices services) {
        return new ClusterCatalog(services.environment(), services.settings()::get);
    }

    @Override
    public List<TableDescription> tables() {
        List<TableDescription> all = new ArrayList<>(List.of(FindingsTab.TABLE));
        all.addAll(AccessTab.TABLES);
        all.addAll(List.of(SimulateTab.TABLE, DraftTab.EVIDENCE, CompareTab.TABLE, DiagramTree.TABLE));
        return all;
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
                frame, tabs(session, source, services), List.of(save(snapshot, services)), session.loader()::open);
    }

    private List<Supplier<View>> tabs(Session session, ClusterSource source, WindowServices services) {
        var settings = services.settings();
        return List.of(
                () -> {
                    ExploreModel model = new ExploreModel(session);
                    return () -> new ExploreTab(session, model, diagram("explore.layout", services));
                },
                () -> {
                    PathsModel model = new PathsModel(session);
                    return () -> ready(session, new PathsTab(session, model, diagram("paths.layout", services)));
                },
                () -> {
                    FindingsModel model = new FindingsModel(session);
                    return () -> new FindingsTab(session, model, settings);
                },
                () -> {
                    AccessModel who = new AccessModel(session);
                    MatrixModel matrix = new MatrixModel(session);
                    ComparisonModel comparison = new ComparisonModel(session);
                    return () -> ready(session, new AccessTab(session, who, matrix, comparison, settings));
                },
                () -> {
                    SimulateModel model = new SimulateModel(session, source.live());
                    return () -> ready(session, new SimulateTab(session, model, settings));
                },
                () -> {
                    DraftModel model = new DraftModel(session);
                    return () -> ready(session, new DraftTab(model, settings, source.dryRun()));
                },
                () -> {
                    CompareModel model = compareModel(session, services);
                    return () -> ready(session, new CompareTab(session, model, settings));
                });
    }

    private CompareModel compareModel(Session session, WindowServices services) {
        var settings = services.settings();
        return new CompareModel(
                session,
                catalog(services),
                () -> settings.get().recentFiles(),
                file -> settings.update(
                        now -> now.withRecentFile(file.toAbsolutePath().toString())));
    }

    // The graph and the findings say themselves what they wait for.
    private static WorkspaceTab ready(Session session, WorkspaceTab tab) {
        return new ReadyTab(session, tab);
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
                "The workspace was not saved",
                problem,
                "Owned identities, notes and suppressions of this session are lost when the window is closed,"
                        + " unless the file can be written by then.",
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
        return Command.of(
                        "cluster.save",
                        "Save snapshot…",
                        Feather.SAVE,
                        () -> services.dialogs()
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
                                                        "The snapshot was not saved",
                                                        file + ": " + error.getMessage(),
                                                        "Choose another place.",
                                                        "")))
                                        .start()))
                .withKey(KeyBinding.SAVE_SNAPSHOT);
    }
}
