package dev.guise.ui.paths;

import dev.guise.escalation.Cut;
import dev.guise.escalation.CutElement;
import dev.guise.escalation.Derivation;
import dev.guise.escalation.End;
import dev.guise.escalation.Goal;
import dev.guise.escalation.Identity;
import dev.guise.ui.common.Background;
import dev.guise.ui.common.Problem;
import dev.guise.ui.paths.Ends.Target;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final int MOST_WORKED = 40;
    private static final int MOST_CUT = 40;
    private static final Comparator<Derivation> EASIEST =
            Comparator.comparingInt(Derivation::cost).thenComparingInt(path -> path.steps().size());

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
            return from.size() == 1 ? ObjectIndex.label(from.getFirst()) : "what is owned";
        }
    }

    /// Everybody who comes to an end, the easiest ways first, in groups of those who take the same steps.
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

    /// Somebody who comes to an end.
    ///
    /// @param way the easiest; empty until it is asked for
    record Start(Thing.Somebody who, Optional<Derivation> way) {}

    /// It went wrong.
    record Failed(Problem problem) implements State {}

    /// What would cut the paths.
    sealed interface CutState {
        /// Nobody asked.
        record NotAsked() implements CutState {}

        /// At work, or what went wrong.
        record Text(String text) implements CutState {}

        /// What to take away.
        record Known(Cut cut) implements CutState {}

        /// What is to be taken away, as far as it is known.
        default List<CutElement> elements() {
            return this instanceof Known(Cut found) ? found.elements() : List.of();
        }
    }

    private final Session session;
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(
            new Waiting("Choose an end", "An identity, a role, a goal, or a request like “delete nodes”. Without a start, everybody who comes there is found."));
    private final ReadOnlyObjectWrapper<CutState> cut = new ReadOnlyObjectWrapper<>(new CutState.NotAsked());
    private final ReadOnlyObjectWrapper<Optional<Derivation>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Ends> ends = Optional.empty();
    private String suggested = "";

    public PathsModel(Session session) {
        this.session = session;
        session.reviewProperty().subscribe(review -> ends = review.map(Ends::new));
        session.wantedPathProperty().subscribe(wanted -> wanted.ifPresent(this::take));
        session.wantedEndProperty().subscribe(wanted -> wanted.ifPresent(this::takeEnd));
        session.questionProperty().subscribe(asked -> asked.map(Question::subject).ifPresent(this::suggest));
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
    ReadOnlyObjectProperty<CutState> cutProperty() {
        return cut.getReadOnlyProperty();
    }

    List<String> suggestFrom(String typed) {
        List<String> found = ends.map(known -> known.identities(typed)).orElse(List.of());
        boolean owned = !session.owned().isEmpty() && OWNED.startsWith(typed.strip().toLowerCase(Locale.ROOT));
        return owned ? Stream.concat(Stream.of(OWNED), found.stream()).toList() : found;
    }

    /// Looks for paths from all that is owned; to the control of the cluster, unless another end is typed.
    public void findFromOwned() {
        from.set(OWNED);
        if (to.get().isBlank()) {
            to.set(Goal.CLUSTER_CONTROL.title());
        }
        session.frame().tabProperty().set(Session.PATHS);
        find();
    }

    List<String> suggestTo(String typed) {
        return ends.map(known -> known.suggest(typed)).orElse(List.of());
    }

    /// Looks for the paths between what is typed; with nothing typed before, for all who come to the end.
    public void find() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || ends.isEmpty() || to.get().isBlank()) {
            return;
        }
        Optional<Target> end = ends.get().parse(to.get());
        cut.set(new CutState.NotAsked());
        if (end.isEmpty()) {
            state.set(new Waiting(
                    "“" + to.get() + "” is no end", "Write an identity, a role, a goal, or a request like “get secrets in shop”."));
        } else if (from.get().isBlank()) {
            findAnyone(review.get(), end.get());
        } else {
            findFrom(review.get(), end.get());
        }
    }

    private void findFrom(Review review, Target end) {
        boolean owned = from.get().strip().equalsIgnoreCase(OWNED);
        List<Thing.Somebody> start = owned
                ? session.owned().stream().sorted().flatMap(id -> review.objects().identity(id).stream()).toList()
                : review.objects().named(from.get()).stream().toList();
        if (start.isEmpty() && owned) {
            state.set(new Waiting("Nothing is owned yet", "Mark an identity as owned first, in its inspector or the graph's menu."));
        } else if (start.isEmpty()) {
            state.set(new Waiting("Nobody is called “" + from.get() + "”", "Choose one of the identities suggested."));
        } else {
            find(review, start, end);
        }
    }

    private void find(Review review, List<Thing.Somebody> start, Target end) {
        String text = "Looking for paths from " + new Found(start, end, List.of(), "").start() + " to " + end.text();
        state.set(new Working(text));
        session.background()
                .job("paths.find", progress -> {
                    progress.report(text, -1);
                    return paths(review, start, end, 1, progress);
                })
                .onDone(paths -> {
                    state.set(new Found(start, end, paths, paths.isEmpty() || start.size() > 1 ? "" : "Looking for others…"));
                    if (paths.isEmpty()) {
                        return;
                    }
                    if (start.size() == 1) {
                        findOthers(review, start, end);
                    }
                })
                .onError(error -> state.set(new Failed(Problem.of("The paths could not be found", error))))
                .start();
    }

    // The first is there at once; the others take a fixed point for each step.
    private void findOthers(Review review, List<Thing.Somebody> start, Target end) {
        session.background()
                .job("paths.find", progress -> {
                    progress.report("Looking for other paths", -1);
                    return paths(review, start, end, MOST, progress);
                })
                .onDone(paths -> state.set(new Found(start, end, paths, "")))
                .onError(error -> state.set(new Failed(Problem.of("Other paths could not be found", error))))
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
                own.addAll(most == 1
                        ? review.escalation().derivation(who.identity(), end).stream().toList()
                        : review.escalation().derivations(who.identity(), end, most));
            }
            if (target.there().contains(who) && own.stream().noneMatch(path -> path.cost() == 0)) {
                own.add(new Derivation(who.identity(), target.text(), List.of(), 0));
            }
            found.addAll(own);
        }
        found.sort(EASIEST);
        return start.size() > 1 ? found : found.stream().limit(most).toList();
    }

    // ---- from anyone ----

    private void findAnyone(Review review, Target target) {
        String text = "Looking for everybody who comes to " + target.text();
        state.set(new Working(text));
        session.background()
                .job("paths.find", progress -> {
                    progress.report(text, -1);
                    return groups(review, starts(review, target, progress));
                })
                .onDone(groups -> state.set(new Anyone(target, groups, "")))
                .onError(error -> state.set(new Failed(Problem.of("It could not be worked out", error))))
                .start();
    }

    private static List<Start> starts(Review review, Target target, Background.Progress progress) {
        Map<Thing.Somebody, Optional<Derivation>> found = new LinkedHashMap<>();
        target.there().forEach(who ->
                found.put(who, Optional.of(new Derivation(who.identity(), target.text(), List.of(), 0))));
        int worked = 0;
        for (End end : target.ends()) {
            for (Identity identity : review.escalation().whoReaches(end)) {
                progress.check();
                boolean cheap = end instanceof End.OfGoal;
                Optional<Derivation> way = cheap || worked < MOST_WORKED
                        ? review.escalation().derivation(identity, end)
                        : Optional.empty();
                worked += cheap ? 0 : 1;
                found.merge(ObjectIndex.somebody(identity), way, PathsModel::easier);
            }
        }
        return found.entrySet().stream().map(entry -> new Start(entry.getKey(), entry.getValue())).toList();
    }

    // What tells how is worth more than that there is nothing to do.
    private static Optional<Derivation> easier(Optional<Derivation> one, Optional<Derivation> other) {
        return Stream.concat(one.stream(), other.stream())
                .min(Comparator.comparingInt(Derivation::cost)
                        .thenComparing(path -> path.steps().isEmpty())
                        .thenComparingInt(path -> path.steps().size()));
    }

    private static List<Group> groups(Review review, List<Start> starts) {
        Map<String, List<Start>> byShape = new LinkedHashMap<>();
        starts.stream()
                .sorted(Comparator.comparing((Start start) -> start.way().map(Derivation::cost).orElse(Integer.MAX_VALUE))
                        .thenComparing(start -> start.way().map(way -> way.steps().size()).orElse(0))
                        .thenComparing(start -> ObjectIndex.label(start.who())))
                .forEach(start -> byShape
                        .computeIfAbsent(start.way().map(PathWords::shape).orElse("By a way that is worked out when chosen"), key -> new ArrayList<>())
                        .add(start));
        List<Group> groups = new ArrayList<>();
        byShape.forEach((title, members) -> groups.add(new Group(
                title,
                members.getFirst().way()
                        .map(way -> PathWords.summary(way, review.escalation().catalogue()))
                        .orElse(""),
                members)));
        return groups;
    }

    /// The easiest way of somebody who is found to come to an end.
    void chooseStart(Start start) {
        if (start.way().isPresent() || !(state.get() instanceof Anyone anyone)) {
            chosen.set(start.way());
            return;
        }
        Review review = session.reviewProperty().get().orElseThrow();
        session.background()
                .job("paths.chosen", progress -> paths(review, List.of(start.who()), anyone.to(), 1, progress))
                .onDone(found -> chosen.set(found.stream().findFirst()))
                .start();
    }

    /// The way of whoever was chosen among all who come to an end.
    ReadOnlyObjectProperty<Optional<Derivation>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    // ---- cuts ----

    private List<Identity> startsOfPaths() {
        return switch (state.get()) {
            case Found found when !found.paths().isEmpty() -> found.from().stream().map(Thing.Somebody::identity).toList();
            case Anyone anyone -> anyone.groups().stream()
                    .flatMap(group -> group.starts().stream())
                    .map(start -> start.who().identity())
                    .toList();
            default -> List.of();
        };
    }

    private Optional<Target> target() {
        return switch (state.get()) {
            case Found found -> Optional.of(found.to());
            case Anyone anyone -> Optional.of(anyone.to());
            default -> Optional.empty();
        };
    }

    /// Works out what would cut the paths found.
    public void askCut() {
        List<Identity> starts = startsOfPaths();
        if (starts.isEmpty()) {
            return;
        }
        Target target = target().orElseThrow();
        if (target.ends().size() != 1 || starts.size() > MOST_CUT) {
            cut.set(new CutState.Text(starts.size() > MOST_CUT
                    ? "A cut is worked out for " + MOST_CUT + " identities at most; choose where to begin."
                    : "A cut is worked out for one end: choose one of those who are bound to the role."));
            return;
        }
        Review review = session.reviewProperty().get().orElseThrow();
        cut.set(new CutState.Text("Working it out…"));
        session.background()
                .job("paths.cut", progress -> {
                    progress.report("Working out what would cut these paths", -1);
                    return review.escalation().cut(starts, target.ends().getFirst());
                })
                .onDone(found -> cut.set(new CutState.Known(found)))
                .onError(error -> cut.set(new CutState.Text("It could not be worked out: " + error.getMessage())))
                .start();
    }

    /// What is known of a cut, over its elements.
    static String words(Cut found) {
        return switch (found.quality()) {
            case SMALLEST -> found.elements().size() == 1
                    ? "This one change cuts every path, also those not listed:"
                    : "Every path is cut by these " + found.elements().size() + " together, and by no fewer:";
            case SMALL -> "These " + found.elements().size() + " together cut every path; there may be fewer:";
            case NOTHING_TO_CUT -> "There is nothing to cut.";
            case IMPOSSIBLE -> "Nothing that lasts cuts every path: what the API server itself maintains is behind one of them.";
            case UNKNOWN -> "It takes too long to find what cuts every path.";
        };
    }
}
