package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.AccessGraph;
import dev.guise.escalation.Reach;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.Background;
import dev.guise.ui.common.Background.Progress;
import dev.guise.ui.common.Dialogs;
import dev.guise.ui.common.Problem;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.PaletteItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.kordamp.ikonli.feather.Feather;

/// One cluster under review: what is known of it so far, and what is asked of it now. Knows no controls. To be used on
/// the window's thread; what takes time is done off it.
public final class Session {
    /// The tabs that others send a person to.
    public static final String GRAPH = "graph";

    public static final String PATHS = "paths";
    public static final String DRAFTS = "drafts";

    private record Opened(Review review, Optional<Thing.Somebody> first) {}

    private final FrameModel frame;
    private final Background background;
    private final Dialogs dialogs;
    private final String colour;
    private ClusterSnapshot snapshot;
    private final ReadOnlyObjectWrapper<Optional<Review>> review = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, Reach>> reaches = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<Question>> question = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<AccessGraph>> graph = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Question.Between>> wantedPath = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableSet<String> owned = FXCollections.observableSet();
    private Consumer<Grant> onConstrain = grant -> {};
    private boolean inGraph;

    /// @param colour that the reviewer gave the context; may be empty
    public Session(
            ClusterSnapshot snapshot, FrameModel frame, Background background, Dialogs dialogs, String colour) {
        this.snapshot = snapshot;
        this.frame = frame;
        this.background = background;
        this.dialogs = dialogs;
        this.colour = colour;
        frame.setOnGate(this::chooseGate);
        frame.selectionProperty().subscribe(this::selected);
        frame.setOnSelectAgain(this::selected);
    }

    /// Starts to work: the identities are listed as soon as the indexes are built, ranked when all is worked out.
    public void open() {
        showCluster();
        ClusterSnapshot wanted = snapshot;
        reaches.set(Map.of());
        background
                .job("review.open", progress -> {
                    progress.report("Looking at roles and bindings", -1);
                    Review made = Review.of(wanted);
                    return new Opened(made, made.first());
                })
                .onDone(this::opened)
                .onError(error -> problem.set(Optional.of(Problem.of("The cluster could not be examined", error))))
                .start();
    }

    private void showCluster() {
        frame.setCluster(new FrameModel.Cluster(
                snapshot.origin().name(),
                snapshot.origin().server(),
                snapshot.server().version(),
                snapshot.server().constrainedImpersonation(),
                snapshot.origin().takenAt(),
                colour));
        frame.notices().setAll(snapshot.warnings().stream()
                .map(warning -> new FrameModel.Notice(warning.where(), warning.what(), warning.consequence()))
                .toList());
    }

    // A window with nothing selected says nothing, so somebody is.
    private void opened(Opened now) {
        Review made = now.review();
        problem.set(Optional.empty());
        review.set(Optional.of(made));
        frame.identities().setRows(Ranking.rows(made, Map.of()));
        var rbac = snapshot.rbac();
        frame.counts().setAll(
                new FrameModel.Count(made.objects().identities().size(), "identities"),
                new FrameModel.Count(rbac.roleBindings().size() + rbac.clusterRoleBindings().size(), "bindings"),
                new FrameModel.Count(rbac.roles().size() + rbac.clusterRoles().size(), "roles"),
                new FrameModel.Count(snapshot.namespaces().size(), "namespaces"));
        frame.objects().setAll(paletteItems());
        if (frame.selectionProperty().get().isEmpty()) {
            now.first().map(Thing.Somebody::id).ifPresent(frame::select);
        }
        rank(made);
    }

    private List<PaletteItem> paletteItems() {
        List<PaletteItem> items = new ArrayList<>();
        snapshot.rbac().clusterRoles().forEach(role -> items.add(item(role.kind().kind(), role.meta().qualifiedName(), Feather.SHIELD)));
        snapshot.rbac().roles().forEach(role -> items.add(item(role.kind().kind(), role.meta().qualifiedName(), Feather.SHIELD)));
        snapshot.rbac().clusterRoleBindings().forEach(b -> items.add(item(b.kind(), b.meta().qualifiedName(), Feather.LINK)));
        snapshot.rbac().roleBindings().forEach(b -> items.add(item(b.kind(), b.meta().qualifiedName(), Feather.LINK)));
        return items;
    }

    private PaletteItem item(String kind, String name, Feather icon) {
        String id = kind + ":" + name;
        return new PaletteItem(id, name, kind, icon, () -> frame.select(id));
    }

    private void rank(Review made) {
        background
                .job("review.reach", progress -> reaches(made, progress))
                .onDone(found -> {
                    reaches.set(found);
                    frame.identities().setRows(Ranking.rows(made, found));
                })
                .start();
    }

    // Most of them are worked out together; the few that only the window lists come after.
    private static Map<String, Reach> reaches(Review made, Progress progress) {
        progress.report("Working out who reaches what", -1);
        made.survey().reachAll();
        Map<String, Reach> found = new HashMap<>();
        for (Thing.Somebody who : made.objects().identities()) {
            progress.check();
            found.put(who.id(), made.survey().reach(who.identity()));
        }
        return Map.copyOf(found);
    }

    private void chooseGate(Gate gate) {
        snapshot = snapshot.withServer(snapshot.server().withConstrainedImpersonation(gate));
        open();
    }

    // What is selected in the list becomes the question; what is selected in the graph is only looked at.
    private void selected(String id) {
        if (!inGraph) {
            review.get().flatMap(made -> made.objects().identity(id)).ifPresent(who -> question.set(
                    Optional.of(new Question.From(who))));
        }
    }

    public FrameModel frame() {
        return frame;
    }

    public Background background() {
        return background;
    }

    public Dialogs dialogs() {
        return dialogs;
    }

    /// The cluster with its indexes; empty until they are built.
    public ReadOnlyObjectProperty<Optional<Review>> reviewProperty() {
        return review.getReadOnlyProperty();
    }

    /// What everybody reaches, by id; empty until it is worked out.
    public ReadOnlyObjectProperty<Map<String, Reach>> reachesProperty() {
        return reaches.getReadOnlyProperty();
    }

    /// Why nothing can be shown, if nothing can.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What the graph is asked.
    public ObjectProperty<Optional<Question>> questionProperty() {
        return question;
    }

    /// The graph that is shown, for what is selected in it.
    public ObjectProperty<Optional<AccessGraph>> graphProperty() {
        return graph;
    }

    /// The path that is asked for from outside the paths' own view.
    public ObjectProperty<Optional<Question.Between>> wantedPathProperty() {
        return wantedPath;
    }

    /// Ids of what the reviewer marked as taken over by an attacker.
    public ObservableSet<String> owned() {
        return owned;
    }

    public void toggleOwned(String id) {
        if (!owned.remove(id)) {
            owned.add(id);
        }
    }

    /// Asks the graph and goes to it.
    public void ask(Question asked) {
        question.set(Optional.of(asked));
        selectInGraph(asked.subject().id());
        frame.tabProperty().set(GRAPH);
    }

    /// Asks for paths and goes to them.
    public void askPaths(Question.Between between) {
        wantedPath.set(Optional.of(between));
        frame.tabProperty().set(PATHS);
    }

    /// Selects something that a picture shows, without asking the graph anew.
    public void selectInGraph(String id) {
        inGraph = true;
        frame.select(id);
        inGraph = false;
    }

    /// Who drafts the change that constrains a grant.
    public void setOnConstrain(Consumer<Grant> action) {
        onConstrain = action;
    }

    /// Drafts the change that constrains a grant, and goes there.
    public void constrain(Grant grant) {
        frame.tabProperty().set(DRAFTS);
        onConstrain.accept(grant);
    }
}
