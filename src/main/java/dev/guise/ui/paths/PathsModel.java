package dev.guise.ui.paths;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.graph.AccessGraph;
import dev.guise.rbac.ClusterRole;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.paths.Ends.Target;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Paths from one identity to an end, and what would cut them. Knows no controls.
public final class PathsModel {
    /// What is typed to begin at all that is owned.
    static final String OWNED = "owned:";

    private static final int MOST = 8;
    private static final String JOB = "paths.find";
    private static final String CHOSEN = "paths.chosen";
    /// Shown when the user stopped the search.
    static final String STOPPED = "Stopped. Easier paths may exist.";
    private static final Comparator<Derivation> EASIEST = Comparator.comparingInt(Derivation::cost)
            .thenComparingInt(path -> path.steps().size());

    /// What is to be seen.
    sealed interface State {}

    /// Nothing was asked yet, or what was typed means nothing; it says what to do.
    record Waiting(String title, String advice) implements State {}

    /// At work.
    record Working(String text) implements State {}

    /// The paths, the cheapest first; none when there is no way.
    ///
    /// @param more what is still to come, in words; empty when all are there
    /// @param from where they begin; several when they were asked for from all that is owned
    record Found(List<Thing.Somebody> from, Target to, List<Derivation> paths, String more) implements State {
        Found {
            from = List.copyOf(from);
            paths = List.copyOf(paths);
        }

        /// Where they begin, in words.
        String start() {
            return from.size() == 1 ? ObjectIndex.label(from.getFirst()) : "owned identities";
        }
    }

    /// All identities that can reach an end, easiest paths first, grouped by the steps they take.
    ///
    /// @param more what is still to come, in words; empty when all are there
    record Anyone(Target to, List<Group> groups, String more) implements State {
        Anyone {
            groups = List.copyOf(groups);
        }

        int count() {
            return groups.stream().mapToInt(group -> group.starts().size()).sum();
        }
    }

    /// Those who take the same steps.
    ///
    /// @param title  the steps
    /// @param detail how they are
    record Group(String title, String detail, List<Start> starts) {
        Group {
            starts = List.copyOf(starts);
        }
    }

    /// An identity that can reach an end.
    ///
    /// @param way the easiest; empty until it is asked for
    record Start(Thing.Somebody who, Optional<Derivation> way) {}

    /// It went wrong.
    record Failed(Problem problem) implements State {}

    /// What was typed is nothing by itself, but may be meant to be one of these.
    ///
    /// @param field the field in which it was typed
    record Choices(String typed, StringProperty field, List<String> meant) implements State {
        Choices {
            meant = List.copyOf(meant);
        }
    }

    private static final Waiting NOTHING_ASKED = new Waiting(
            "Choose an end",
            "Enter an identity, a role, a goal, or a request like “delete nodes”. Without a start, Guise finds every"
                    + " identity that can reach it.");

    private final Session session;
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(NOTHING_ASKED);
    private final CutModel cut;
    private final ReadOnlyObjectWrapper<Optional<Derivation>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Ends> ends = Optional.empty();
    private String suggested = "";

    public PathsModel(Session session) {
        this.session = session;
        cut = new CutModel(session.background());
        session.loader().reviewProperty().subscribe(review -> ends = review.map(Ends::new));
        session.navigator().pathRequestProperty().subscribe(wanted -> wanted.ifPresent(this::take));
        session.navigator().endRequestProperty().subscribe(wanted -> wanted.ifPresent(this::takeEnd));
        session.navigator()
                .questionProperty()
                .subscribe(asked -> asked.map(Question::subject).ifPresent(this::suggest));
    }

    // Until a person chooses ends, the start is whom the graph is about.
    private void suggest(Thing.Somebody who) {
        if (to.get().isBlank() && from.get().equals(suggested)) {
            suggested = ObjectIndex.label(who);
            from.set(suggested);
        }
    }

    private void take(Question.Between wanted) {
        from.set(ObjectIndex.label(wanted.from()));
        ends.ifPresent(known -> to.set(known.text(wanted.to())));
        find();
    }

    private void takeEnd(String wanted) {
        from.set("");
        to.set(wanted);
        find();
    }

    public StringProperty fromProperty() {
        return from;
    }

    public StringProperty toProperty() {
        return to;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What would cut the paths.
    CutModel cut() {
        return cut;
    }

    List<String> suggestFrom(String typed) {
        List<String> found = ends.map(known -> known.identities(typed)).orElse(List.of());
        boolean owned = !session.marks().owned().isEmpty()
                && OWNED.startsWith(typed.strip().toLowerCase(Locale.ROOT));
        return owned ? Stream.concat(Stream.of(OWNED), found.stream()).toList() : found;
    }

    /// Looks for paths from all that is owned; to the control of the cluster, unless another end is typed.
    public void findFromOwned() {
        from.set(OWNED);
        if (to.get().isBlank()) {
            to.set(Goal.CLUSTER_CONTROL.title());
        }
        session.navigator().go(ViewId.PATHS);
        find();
    }

    /// Looks for paths from an identity to the end that is typed.
    void startAt(Thing.Somebody who) {
        from.set(ObjectIndex.label(who));
        find();
    }

    /// Looks for all identities that can become a given one.
    void endAt(Thing.Somebody who) {
        takeEnd(ObjectIndex.label(who));
    }

    List<String> suggestTo(String typed) {
        return ends.map(known -> known.suggest(typed)).orElse(List.of());
    }

    /// Looks for the paths between what is typed; with nothing typed before, for all who come to the end.
    public void find() {
        Optional<Review> review = session.loader().reviewProperty().get();
        if (review.isEmpty() || ends.isEmpty() || to.get().isBlank()) {
            return;
        }
        session.background().cancel(JOB);
        session.background().cancel(CHOSEN);
        cut.forget();
        Optional<Target> end = parse(to);
        if (end.isEmpty()) {
            state.set(unclear(
                    to,
                    suggestTo(to.get()),
                    "Unknown end “" + to.get() + "”",
                    "Enter an identity, a role, a goal, or a request like “get secrets in shop”."));
        } else if (from.get().isBlank()) {
            findAnyone(review.get(), end.get());
        } else {
            findFrom(review.get(), end.get());
        }
    }

    // What is typed in part is taken for the only thing that it can mean.
    private Optional<Target> parse(StringProperty field) {
        Ends known = ends.orElseThrow();
        Optional<Target> exactly = known.parse(field.get());
        Optional<String> meant = exactly.isPresent() ? Optional.empty() : only(field.get(), known.suggest(field.get()));
        meant.ifPresent(field::set);
        return exactly.or(() -> meant.flatMap(known::parse));
    }

    /// The only one of some suggestions, else the only one whose name begins with what is typed.
    static Optional<String> only(String typed, List<String> suggested) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<String> beginning = suggested.stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(wanted)
                        || name(text).startsWith(wanted))
                .toList();
        List<String> meant = suggested.size() == 1 ? suggested : beginning;
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    // Without the kind before it.
    private static String name(String text) {
        return text.substring(text.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }

    private static State unclear(StringProperty field, List<String> suggested, String title, String advice) {
        return suggested.isEmpty() ? new Waiting(title, advice) : new Choices(field.get(), field, suggested);
    }

    /// Takes one of the things that may be meant.
    void choose(Choices choices, String meant) {
        choices.field().set(meant);
        find();
    }

    private void findFrom(Review review, Target end) {
        boolean owned = from.get().strip().equalsIgnoreCase(OWNED);
        if (!owned && review.objects().named(from.get()).isEmpty()) {
            only(from.get(), suggestFrom(from.get())).ifPresent(from::set);
        }
        List<Thing.Somebody> start = owned
                ? session.marks().owned().stream()
                        .sorted()
                        .flatMap(id -> review.objects().identity(id).stream())
                        .toList()
                : review.objects().named(from.get()).stream().toList();
        if (start.isEmpty() && owned) {
            state.set(new Waiting(
                    "No owned identities", "Mark an identity as owned first, in the inspector or the graph's menu."));
        } else if (start.isEmpty()) {
            state.set(unclear(
                    from,
                    suggestFrom(from.get()),
                    "Unknown identity “" + from.get() + "”",
                    "Enter the name of an identity, or leave the field empty for all identities."));
        } else {
            find(review, start, end);
        }
    }

    private void find(Review review, List<Thing.Somebody> start, Target end) {
        String text = "Looking for paths from " + new Found(start, end, List.of(), "").start() + " to " + end.text();
        state.set(new Working(text));
        session.background()
                .job(JOB, progress -> {
                    progress.report(text, -1);
                    return paths(review, start, end, 1, progress);
                })
                .onDone(paths -> {
                    state.set(new Found(
                            start, end, paths, paths.isEmpty() || start.size() > 1 ? "" : "Looking for other paths…"));
                    if (paths.isEmpty()) {
                        return;
                    }
                    if (start.size() == 1) {
                        findOthers(review, start, end);
                    }
                })
                .onError(error -> state.set(new Failed(Problem.of("Could not find paths", error))))
                .start();
    }

    // The first is there at once; the others take a fixed point for each step.
    private void findOthers(Review review, List<Thing.Somebody> start, Target end) {
        session.background()
                .job(JOB, progress -> {
                    progress.report("Looking for other paths", -1);
                    return paths(review, start, end, MOST, progress);
                })
                .onDone(paths -> state.set(new Found(start, end, paths, "")))
                .onError(error -> state.set(new Failed(Problem.of("Could not find other paths", error))))
                .start();
    }

    // From several, the easiest of each, the easiest first.
    private static List<Derivation> paths(
            Review review, List<Thing.Somebody> start, Target target, int most, Background.Progress progress) {
        List<Derivation> found = new ArrayList<>();
        for (Thing.Somebody who : start) {
            List<Derivation> own = new ArrayList<>();
            for (End end : target.ends()) {
                progress.check();
                own.addAll(review.escalation().derivations(who.identity(), end, most));
            }
            if (target.there().contains(who) && own.stream().noneMatch(path -> path.cost() == 0)) {
                own.add(Derivation.none(who.identity()));
            }
            found.addAll(own);
        }
        found.sort(EASIEST);
        return start.size() > 1 ? found : found.stream().limit(most).toList();
    }

    // ---- from anyone ----

    private void findAnyone(Review review, Target target) {
        String text = "Looking for identities that can reach " + target.text();
        state.set(new Working(text));
        session.background()
                .job(JOB, progress -> {
                    progress.report(text, -1);
                    return new AnyoneSearch(review, target).run(progress, soFar -> tell(progress, soFar));
                })
                .onDone(state::set)
                .onError(error -> state.set(new Failed(Problem.of("Could not find who can reach this", error))))
                .start();
    }

    private void tell(Background.Progress progress, Anyone soFar) {
        session.background().onWindowThread(() -> {
            if (!progress.isCancelled()) {
                state.set(soFar);
            }
        });
    }

    /// Looks no further; what is found stays.
    void stop() {
        session.background().cancel(JOB);
        switch (state.get()) {
            case Anyone(Target target, List<Group> groups, String ignored) ->
                state.set(new Anyone(target, groups, STOPPED));
            case Found(var start, Target target, var paths, String ignored) ->
                state.set(new Found(start, target, paths, STOPPED));
            default -> {
                // nothing is found yet
            }
        }
    }

    /// Gives up before anything is found.
    void cancel() {
        session.background().cancel(JOB);
        state.set(NOTHING_ASKED);
    }

    /// The easiest path of an identity that can reach an end.
    void chooseStart(Start start) {
        start.way().ifPresent(way -> chosen.set(start.way()));
        if (!(state.get() instanceof Anyone anyone)
                || (anyone.more().isEmpty() && start.way().isPresent())) {
            return;
        }
        Review review = session.loader().reviewProperty().get().orElseThrow();
        session.background()
                .job(CHOSEN, progress -> paths(review, List.of(start.who()), anyone.to(), 1, progress))
                .onDone(found -> chosen.set(found.stream().findFirst()))
                .start();
    }

    /// The path of the identity chosen among all that can reach an end.
    ReadOnlyObjectProperty<Optional<Derivation>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Whom or what is to be read of beside a path: who goes it where all were asked for, else where it leads.
    String subject(Derivation path, AccessGraph graph) {
        return state.get() instanceof Anyone
                ? ObjectIndex.somebody(path.from()).id()
                : graph.end()
                        .map(node -> node.id().text())
                        .orElseGet(() -> ObjectIndex.somebody(path.from()).id());
    }

    // ---- cuts ----

    /// What a cut takes away, wherever it is in force.
    List<CutElement> taken() {
        List<ClusterRole> all = roles();
        return cut.stateProperty().get().elements().stream()
                .flatMap(element -> element.inForce(all).stream())
                .toList();
    }

    private Optional<CutQuestion> question() {
        return switch (state.get()) {
            case Found found
            when !found.paths().isEmpty() ->
                Optional.of(new CutQuestion(
                        found.from().stream()
                                .map(who -> easiest(who, found.paths()))
                                .toList(),
                        List.of(),
                        CutQuestion.Scope.CHOSEN,
                        roles()));
            case Anyone anyone when !anyone.groups().isEmpty() -> Optional.of(question(anyone));
            default -> Optional.empty();
        };
    }

    private static Start easiest(Thing.Somebody who, List<Derivation> paths) {
        return new Start(
                who,
                paths.stream()
                        .filter(path -> path.from().equals(who.identity()))
                        .min(EASIEST));
    }

    // Who is meant to administer the cluster is not to be kept away by asking what to do about all others.
    private CutQuestion question(Anyone anyone) {
        List<Start> asked = new ArrayList<>();
        List<Start> accepted = new ArrayList<>();
        for (Group group : anyone.groups()) {
            group.starts()
                    .forEach(start -> (session.marks().isAccepted(start.who().id()) ? accepted : asked).add(start));
        }
        return new CutQuestion(asked, accepted, CutQuestion.Scope.ANYONE, roles());
    }

    private List<ClusterRole> roles() {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> review.snapshot().rbac().clusterRoles())
                .orElse(List.of());
    }

    private Optional<Target> target() {
        return switch (state.get()) {
            case Found found -> Optional.of(found.to());
            case Anyone anyone -> Optional.of(anyone.to());
            default -> Optional.empty();
        };
    }

    /// Why what would cut these paths cannot be asked; empty where it can.
    String noCut() {
        return target().map(CutModel::refusal).orElse("");
    }

    /// Works out what would cut the paths found.
    public void askCut() {
        question()
                .ifPresent(asked ->
                        cut.ask(session.loader().reviewProperty().get().orElseThrow(), asked, target().orElseThrow()));
    }
}
