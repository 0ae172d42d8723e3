package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Finding;
import dev.guise.graph.AccessGraph;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.settings.MergedJsonFile;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.IdentityMark;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.frame.PaletteItem;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.WorkspaceStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private record Opened(Review review, MergedJsonFile.Loaded<Workspace> found) {}

    private record Listed(List<IdentityRow> rows, List<PaletteItem> objects) {}

    private record Ranked(Map<String, Reach> reaches, List<IdentityRow> rows) {}

    private record Overview(Optional<Everybody> everybody, Optional<Thing.Somebody> first) {}

    private final FrameModel frame;
    private final Background background;
    private final Dialogs dialogs;
    private final WorkspaceStore workspace;
    private ReviewOptions options;
    private String colour;
    private ClusterSnapshot snapshot;
    private final ReadOnlyObjectWrapper<Optional<Review>> review = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, Reach>> reaches = new ReadOnlyObjectWrapper<>(Map.of());
    private Optional<Everybody> everybody = Optional.empty();
    /// The identities as they are listed, without what the reviewer said of them.
    private List<IdentityRow> rows = List.of();
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> reachProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<Question>> question = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<AccessGraph>> graph = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Question.Between>> wantedPath = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> wantedEnd = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableSet<String> owned = FXCollections.observableSet();
    private final ObjectProperty<Evidence> evidence = new SimpleObjectProperty<>(Evidence.NONE);
    private Consumer<Grant> onConstrain = grant -> {};
    private Consumer<CutElement> onTakeAway = element -> {};
    private final List<FrameModel.Notice> ownNotices = new ArrayList<>();
    private Consumer<Finding> onFix = finding -> {};
    private boolean inGraph;
    private boolean restored;

    /// One whose work is forgotten with the window.
    ///
    /// @param colour that the reviewer gave the context; may be empty
    public Session(ClusterSnapshot snapshot, FrameModel frame, Background background, Dialogs dialogs, String colour) {
        this(snapshot, frame, background, dialogs, colour, ReviewOptions.DEFAULT, WorkspaceStore.inMemory(background));
    }

    /// @param colour    that the reviewer gave the context; may be empty
    /// @param options   what the reviewer chose
    /// @param workspace where the reviewer's work is kept; it is read by [#open]
    public Session(
            ClusterSnapshot snapshot,
            FrameModel frame,
            Background background,
            Dialogs dialogs,
            String colour,
            ReviewOptions options,
            WorkspaceStore workspace) {
        this.options = options;
        this.workspace = workspace;
        this.snapshot = snapshot;
        this.frame = frame;
        this.background = background;
        this.dialogs = dialogs;
        this.colour = colour;
        frame.setOnGate(this::chooseGate);
        evidence.subscribe(this::learnGate);
        frame.selectionProperty().subscribe(this::selected);
        frame.setOnSelectAgain(this::selected);
        frame.setOnChosen(id -> named(id).ifPresent(key -> workspace.update(now -> now.withRecent(key))));
        frame.selectionProperty().subscribe(this::remember);
        frame.tabProperty().subscribe(this::remember);
        follow(Workspace::owned, this::showOwned);
        follow(now -> now.notes().keySet(), keys -> showRows());
        follow(now -> now.triage().administrators(), keys -> showRows());
        follow(
                Workspace::recent,
                keys -> frame.setRecent(keys.stream().map(ObjectId::text).toList()));
    }

    private <T> void follow(Function<Workspace, T> part, Consumer<T> action) {
        workspace.workspaceProperty().map(part).subscribe(action);
    }

    /// Starts to work: the identities are listed as soon as the indexes are built, ranked when all is worked out.
    public void open() {
        showCluster();
        ClusterSnapshot wanted = snapshot;
        ReviewOptions chosen = options;
        reaches.set(Map.of());
        problem.set(Optional.empty());
        reachProblem.set(Optional.empty());
        background
                .job("review.open", progress -> {
                    progress.report("Looking at roles and bindings", -1);
                    MergedJsonFile.Loaded<Workspace> found = workspace.load();
                    return new Opened(Review.of(wanted, chosen), found);
                })
                .onDone(this::opened)
                .onError(error -> problem.set(Optional.of(Problem.of("The cluster could not be examined", error))))
                .start();
    }

    private void showCluster() {
        showContext();
        frame.notices()
                .setAll(snapshot.warnings().stream()
                        .map(warning -> new FrameModel.Notice(warning.where(), warning.what(), warning.consequence()))
                        .toList());
        frame.notices().addAll(ownNotices);
    }

    private void showContext() {
        frame.setCluster(new FrameModel.Cluster(
                snapshot.origin().name(),
                snapshot.origin().server(),
                snapshot.server().version(),
                snapshot.server().constrainedImpersonation(),
                snapshot.origin().takenAt(),
                colour));
    }

    /// Tells something about the reviewer's own files among the warnings.
    public void tell(String where, String what, String consequence) {
        FrameModel.Notice notice = new FrameModel.Notice(where, what, consequence);
        if (!ownNotices.contains(notice)) {
            ownNotices.add(notice);
            frame.notices().add(notice);
        }
    }

    private void tellOfTechniques(Review made) {
        for (TechniqueFiles.Problem problem : made.problems()) {
            frame.notices()
                    .add(new FrameModel.Notice(
                            "",
                            String.join("; ", problem.lines()),
                            "The techniques of this file are left out, see the settings."));
        }
    }

    // A window with nothing selected says nothing, so somebody is.
    private void opened(Opened now) {
        Review made = now.review();
        problem.set(Optional.empty());
        if (!workspace.isLoaded()) {
            now.found().problem().ifPresent(what -> tell("Workspace", what, ""));
            workspace.use(now.found());
        }
        tellOfTechniques(made);
        everybody = Optional.empty();
        frame.identities().noteProperty().set("");
        review.set(Optional.of(made));
        list(made);
    }

    // Apart from the rest: all views hear of the review first, and a long list takes its time.
    private void list(Review made) {
        background
                .shortJob(
                        "review.list",
                        progress -> new Listed(Ranking.rows(made, Map.of(), Map.of()), paletteItems(snapshot)))
                .onDone(listed -> show(made, listed))
                .start();
    }

    private void show(Review made, Listed now) {
        showRows(now.rows());
        var rbac = snapshot.rbac();
        frame.counts()
                .setAll(
                        new FrameModel.Count(made.objects().identities().size(), "identities"),
                        new FrameModel.Count(
                                rbac.roleBindings().size()
                                        + rbac.clusterRoleBindings().size(),
                                "bindings"),
                        new FrameModel.Count(
                                rbac.roles().size() + rbac.clusterRoles().size(), "roles"),
                        new FrameModel.Count(snapshot.namespaces().size(), "namespaces"));
        frame.objects().setAll(now.objects());
        restore(made);
        overlook(made);
    }

    // The list is there before it is known whom to look at.
    private void overlook(Review made) {
        background
                .job("review.first", progress -> {
                    progress.report("Looking for the worst", -1);
                    Optional<Everybody> all = Everybody.of(made);
                    Escalation ranked = all.map(Everybody::without).orElse(made.survey());
                    return new Overview(all, Ranking.first(made, ranked));
                })
                .onDone(found -> {
                    tellOfEverybody(found.everybody());
                    if (frame.selectionProperty().get().isEmpty()) {
                        found.first().map(Thing.Somebody::id).ifPresent(frame::select);
                    }
                    rank(made);
                })
                .start();
    }

    private void tellOfEverybody(Optional<Everybody> found) {
        everybody = found;
        found.ifPresent(
                known -> frame.notices().add(new FrameModel.Notice("", known.words(), Everybody.consequence())));
        frame.identities()
                .noteProperty()
                .set(found.map(known -> known.words() + " " + Everybody.consequence())
                        .orElse(""));
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

    private void showRows(List<IdentityRow> found) {
        rows = found;
        showRows();
    }

    private void showRows() {
        Map<String, Set<IdentityMark>> marks = marks();
        frame.identities()
                .setRows(rows.stream()
                        .map(row -> marks.containsKey(row.id()) ? row.withMarks(marks.get(row.id())) : row)
                        .toList());
    }

    /// What the reviewer said of identities, by id; of few in a large cluster.
    private Map<String, Set<IdentityMark>> marks() {
        Workspace known = workspace.get();
        Map<String, Set<IdentityMark>> marks = new HashMap<>();
        mark(marks, known.owned(), IdentityMark.OWNED);
        mark(marks, known.triage().administrators(), IdentityMark.ACCEPTED);
        mark(marks, known.notes().keySet(), IdentityMark.NOTED);
        return marks;
    }

    private static void mark(Map<String, Set<IdentityMark>> marks, Set<ObjectId.Named> keys, IdentityMark mark) {
        keys.forEach(key -> marks.computeIfAbsent(key.text(), id -> EnumSet.noneOf(IdentityMark.class))
                .add(mark));
    }

    private void showOwned(Set<ObjectId.Named> keys) {
        Set<String> ids = keys.stream().map(ObjectId::text).collect(Collectors.toSet());
        owned.retainAll(ids);
        owned.addAll(ids);
        showRows();
    }

    private List<PaletteItem> paletteItems(ClusterSnapshot from) {
        List<PaletteItem> items = new ArrayList<>();
        from.rbac().clusterRoles().forEach(role -> items.add(item(ObjectId.of(role), Feather.SHIELD)));
        from.rbac().roles().forEach(role -> items.add(item(ObjectId.of(role), Feather.SHIELD)));
        from.rbac().clusterRoleBindings().forEach(binding -> items.add(item(ObjectId.of(binding), Feather.LINK)));
        from.rbac().roleBindings().forEach(binding -> items.add(item(ObjectId.of(binding), Feather.LINK)));
        return items;
    }

    private PaletteItem item(ObjectId.Stored object, Feather icon) {
        String id = object.text();
        return new PaletteItem(id, object.qualifiedName(), object.kind().kind(), icon, () -> frame.select(id));
    }

    private static Optional<ObjectId.Named> named(String id) {
        return ObjectId.parse(id).filter(ObjectId.Named.class::isInstance).map(ObjectId.Named.class::cast);
    }

    private void rank(Review made) {
        boolean later = everybody.isPresent();
        background
                .job("review.reach", progress -> {
                    Map<String, Reach> found = reaches(made, made.survey(), progress);
                    return new Ranked(found, Ranking.rows(made, found, later ? Map.of() : found));
                })
                .onDone(found -> {
                    reaches.set(found.reaches());
                    showRows(found.rows());
                    everybody.ifPresent(known -> rankBesides(made, known));
                })
                .onError(this::reachUnknown)
                .start();
    }

    private void reachUnknown(Exception error) {
        reachProblem.set(Optional.of(Problem.of("Who reaches what could not be worked out", error)));
    }

    // Everybody together is ranked by all of it, and each by what comes on top.
    private void rankBesides(Review made, Everybody known) {
        Map<String, Reach> all = reaches.get();
        background
                .job("review.besides", progress -> {
                    Map<String, Reach> besides = new HashMap<>(reaches(made, known.without(), progress));
                    String everyone = new ObjectId.Group(Rbac.AUTHENTICATED).text();
                    Optional.ofNullable(all.get(everyone)).ifPresent(reach -> besides.put(everyone, reach));
                    return Ranking.rows(made, all, besides);
                })
                .onDone(this::showRows)
                .onError(this::reachUnknown)
                .start();
    }

    // Most of them are worked out together; the few that only the window lists come after.
    private static Map<String, Reach> reaches(Review made, Escalation escalation, Progress progress) {
        progress.report("Working out who reaches what", -1);
        escalation.reachAll();
        Map<String, Reach> found = new HashMap<>();
        for (Thing.Somebody who : made.objects().identities()) {
            progress.check();
            found.put(who.id(), escalation.reach(who.identity()));
        }
        return Map.copyOf(found);
    }

    /// Works everything out anew with what the reviewer chose now.
    public void setOptions(ReviewOptions chosen) {
        options = chosen;
        open();
    }

    /// Another colour for the context.
    public void setColour(String chosen) {
        if (!chosen.equals(colour)) {
            colour = chosen;
            showContext();
        }
    }

    /// Logs of requests that a constrained mode decided about show what files cannot: that the gate is on.
    private void learnGate(Evidence found) {
        boolean unknown = snapshot.server().constrainedImpersonation() == Gate.UNKNOWN;
        if (unknown && found.provesConstrainedImpersonation()) {
            chooseGate(Gate.ON);
        }
    }

    private void chooseGate(Gate gate) {
        snapshot = snapshot.withServer(snapshot.server().withConstrainedImpersonation(gate));
        open();
    }

    // What is selected in the list becomes the question; what is selected in the graph is only looked at.
    private void selected(String id) {
        if (!inGraph) {
            review.get()
                    .flatMap(made -> made.objects().identity(id))
                    .ifPresent(who -> question.set(Optional.of(new Question.From(who))));
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

    /// Why it cannot be told what everybody reaches, if it cannot.
    public ReadOnlyObjectProperty<Optional<Problem>> reachProblemProperty() {
        return reachProblem.getReadOnlyProperty();
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

    /// Where paths from anybody are to lead, as a person would type it; asked for from outside the paths' own view.
    public ObjectProperty<Optional<String>> wantedEndProperty() {
        return wantedEnd;
    }

    /// Asks who comes to an end, and goes there.
    ///
    /// @param end as a person would type it
    public void askWhoComesTo(String end) {
        wantedEnd.set(Optional.empty());
        wantedEnd.set(Optional.of(end));
        frame.tabProperty().set(PATHS);
    }

    /// What audit logs say, once some were read.
    public ObjectProperty<Evidence> evidenceProperty() {
        return evidence;
    }

    /// Ids of what the reviewer marked as taken over by an attacker.
    public ObservableSet<String> owned() {
        return owned;
    }

    public void toggleOwned(String id) {
        named(id).ifPresent(who -> workspace.update(now -> now.toggleOwned(who)));
    }

    /// What the reviewer wrote about an object; `""` for nothing.
    public String note(String id) {
        return named(id)
                .flatMap(key -> Optional.ofNullable(workspace.get().notes().get(key)))
                .map(Workspace.Note::text)
                .orElse("");
    }

    /// Writes about an object; a blank text takes the note away.
    public void setNote(String id, String text) {
        named(id)
                .ifPresent(about ->
                        workspace.update(now -> now.withNote(about, text, LocalDate.now(ZoneId.systemDefault()))));
    }

    /// Whether somebody is accepted as an administrator.
    public boolean isAccepted(String id) {
        return named(id)
                .filter(workspace.get().triage().administrators()::contains)
                .isPresent();
    }

    /// Accepts somebody as an administrator, or no longer: what such an identity can do is expected of it.
    public void toggleAccepted(String id) {
        named(id).ifPresent(who -> workspace.update(now -> now.withTriage(triage -> triage.toggleAdministrator(who))));
    }

    /// What the reviewer did to this cluster.
    public WorkspaceStore workspace() {
        return workspace;
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

    /// Who drafts the change that takes a grant away.
    public void setOnTakeAway(Consumer<CutElement> action) {
        onTakeAway = action;
    }

    /// Drafts the change that takes a subject out of a binding, or a rule out of a role, and goes there.
    public void takeAway(CutElement element) {
        frame.tabProperty().set(DRAFTS);
        onTakeAway.accept(element);
    }

    /// Who drafts the change that fixes a finding.
    public void setOnFix(Consumer<Finding> action) {
        onFix = action;
    }

    /// Drafts the change that fixes a finding, and goes there; see [dev.guise.draft.Fixes#isLikely].
    public void fix(Finding finding) {
        frame.tabProperty().set(DRAFTS);
        onFix.accept(finding);
    }
}
