package dev.guise.ui.review;

import dev.guise.escalation.question.CutElement;
import dev.guise.findings.Finding;
import dev.guise.graph.AccessGraph;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.WorkspaceStore;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Where a reviewer is and goes: what is selected, what the views are asked from outside, and the way back. A view that
/// answers requests follows their property.
public final class Navigator {
    private final FrameModel frame;
    private final ReviewLoader loader;
    private final WorkspaceStore workspace;
    private final ObjectProperty<Optional<Question>> question = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<AccessGraph>> graph = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Question.Between>> pathRequest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> endRequest = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DraftRequest>> draftRequest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean inGraph;
    private boolean restored;

    /// @param workspace where the way back is kept
    Navigator(FrameModel frame, ReviewLoader loader, WorkspaceStore workspace) {
        this.frame = frame;
        this.loader = loader;
        this.workspace = workspace;
        frame.selectionProperty().subscribe(this::selected);
        frame.setOnSelectAgain(this::selected);
        frame.selectionProperty().subscribe(this::remember);
        frame.tabProperty().subscribe(this::remember);
        frame.setOnChosen(id -> ReviewerMarks.named(id).ifPresent(key -> workspace.update(now -> now.withRecent(key))));
        workspace
                .workspaceProperty()
                .map(Workspace::recent)
                .subscribe(keys ->
                        frame.setRecent(keys.stream().map(ObjectId::text).toList()));
        loader.identitiesProperty().subscribe(listed -> listed.ifPresent(known -> restore(known.review())));
        loader.firstProperty().subscribe(first -> first.ifPresent(this::selectFirst));
    }

    // A window with nothing selected says nothing, so somebody is.
    private void selectFirst(Thing.Somebody first) {
        if (frame.selectionProperty().get().isEmpty()) {
            frame.select(first.id());
        }
    }

    // What is selected in the list becomes the question; what is selected in the graph is only looked at.
    private void selected(String id) {
        if (!inGraph) {
            loader.reviewProperty()
                    .get()
                    .flatMap(made -> made.objects().identity(id))
                    .ifPresent(who -> question.set(Optional.of(new Question.From(who))));
        }
    }

    // Back to where the reviewer was another time, as far as that is still there.
    private void restore(Review made) {
        if (restored) {
            return;
        }
        Workspace known = workspace.get();
        List<FrameModel.Place> way = known.history().stream()
                .filter(place -> made.objects().find(place.selection()).isPresent())
                .map(place -> new FrameModel.Place(place.tab(), place.selection()))
                .toList();
        Workspace.Place last = known.place();
        boolean there = made.objects().find(last.selection()).isPresent();
        frame.restore(way, new FrameModel.Place(last.tab(), there ? last.selection() : ""));
        restored = true;
    }

    private void remember() {
        if (!restored) {
            return;
        }
        List<Workspace.Place> way = frame.history().way().stream()
                .map(place -> new Workspace.Place(place.tab(), place.selection()))
                .toList();
        Workspace.Place last = new Workspace.Place(
                frame.tabProperty().get(), frame.selectionProperty().get());
        workspace.update(now -> now.withHistory(way, last));
    }

    /// Goes to a view.
    public void go(ViewId view) {
        frame.tabProperty().set(view.id());
    }

    /// Whether a view is the one that is shown.
    public boolean isAt(ViewId view) {
        return frame.tabProperty().get().equals(view.id());
    }

    /// Id of what is selected; `""` for nothing.
    public ReadOnlyObjectProperty<String> selectionProperty() {
        return frame.selectionProperty();
    }

    /// What the graph is asked.
    public ObjectProperty<Optional<Question>> questionProperty() {
        return question;
    }

    /// The graph that is shown, for what is selected in it.
    public ObjectProperty<Optional<AccessGraph>> graphProperty() {
        return graph;
    }

    /// Asks the graph and goes to it.
    public void ask(Question asked) {
        question.set(Optional.of(asked));
        selectInGraph(asked.subject().id());
        go(ViewId.GRAPH);
    }

    /// Selects something that a picture shows; the graph is not asked again.
    public void selectInGraph(String id) {
        inGraph = true;
        frame.select(id);
        inGraph = false;
    }

    /// The path that was asked for last from outside the paths' own view.
    public ReadOnlyObjectProperty<Optional<Question.Between>> pathRequestProperty() {
        return pathRequest.getReadOnlyProperty();
    }

    /// Asks for paths and goes to them.
    public void askPaths(Question.Between between) {
        request(pathRequest, between);
        go(ViewId.PATHS);
    }

    /// The end that was asked for last from outside the paths' own view: where paths from anybody are to lead, as a
    /// person would type it.
    public ReadOnlyObjectProperty<Optional<String>> endRequestProperty() {
        return endRequest.getReadOnlyProperty();
    }

    /// Asks who can get to an end, and goes there.
    ///
    /// @param end as a person would type it
    public void askWhoReaches(String end) {
        request(endRequest, end);
        go(ViewId.PATHS);
    }

    /// The draft that was asked for last from outside the drafts' own view.
    public ReadOnlyObjectProperty<Optional<DraftRequest>> draftRequestProperty() {
        return draftRequest.getReadOnlyProperty();
    }

    /// Drafts the change that constrains a grant, and goes there.
    public void constrain(Grant grant) {
        draft(new DraftRequest.Constrain(grant));
    }

    /// Drafts the change that takes a subject out of a binding, or a rule out of a role, and goes there.
    public void takeAway(CutElement element) {
        draft(new DraftRequest.TakeAway(element));
    }

    /// Drafts the change that fixes a finding, and goes there; see [dev.guise.draft.Fixes#isLikely].
    public void fix(Finding finding) {
        draft(new DraftRequest.Fix(finding));
    }

    private void draft(DraftRequest wanted) {
        go(ViewId.DRAFTS);
        request(draftRequest, wanted);
    }

    // The same may be asked for twice.
    private static <T> void request(ObjectProperty<Optional<T>> property, T wanted) {
        property.set(Optional.empty());
        property.set(Optional.of(wanted));
    }
}
