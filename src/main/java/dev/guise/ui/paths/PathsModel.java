package dev.guise.ui.paths;

import dev.guise.escalation.Cut;
import dev.guise.escalation.CutElement;
import dev.guise.escalation.Derivation;
import dev.guise.escalation.End;
import dev.guise.escalation.Goal;
import dev.guise.ui.common.Background;
import dev.guise.ui.common.Problem;
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

    /// What is to be seen.
    public sealed interface State {}

    /// Nothing was asked yet, or what was typed means nothing; it says what to do.
    public record Waiting(String title, String advice) implements State {}

    /// At work.
    public record Working(String text) implements State {}

    /// The paths, the cheapest first; none when there is no way.
    ///
    /// @param more what is still to come, in words; empty when all are there
    /// @param from where they begin; several when they were asked for from all that is owned
    public record Found(List<Thing.Somebody> from, End to, List<Derivation> paths, String more) implements State {
        public Found {
            from = List.copyOf(from);
            paths = List.copyOf(paths);
        }

        /// Where they begin, in words.
        String start() {
            return from.size() == 1 ? ObjectIndex.label(from.getFirst()) : "what is owned";
        }
    }

    /// It went wrong.
    public record Failed(Problem problem) implements State {}

    /// What would cut the paths.
    public sealed interface CutState {
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
            new Waiting("Choose two ends", "From an identity, to an identity, a goal, or a request like “delete nodes”."));
    private final ReadOnlyObjectWrapper<CutState> cut = new ReadOnlyObjectWrapper<>(new CutState.NotAsked());
    private Optional<Ends> ends = Optional.empty();
    private String suggested = "";

    public PathsModel(Session session) {
        this.session = session;
        session.reviewProperty().subscribe(review -> ends = review.map(Ends::new));
        session.wantedPathProperty().subscribe(wanted -> wanted.ifPresent(this::take));
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

    public StringProperty fromProperty() {
        return from;
    }

    public StringProperty toProperty() {
        return to;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What would cut the paths.
    public ReadOnlyObjectProperty<CutState> cutProperty() {
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

    /// Looks for the paths between what is typed.
    public void find() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || ends.isEmpty() || from.get().isBlank() || to.get().isBlank()) {
            return;
        }
        boolean owned = from.get().strip().equalsIgnoreCase(OWNED);
        List<Thing.Somebody> start = owned
                ? session.owned().stream().sorted().flatMap(id -> review.get().objects().identity(id).stream()).toList()
                : review.get().objects().named(from.get()).stream().toList();
        Optional<End> end = ends.get().parse(to.get());
        cut.set(new CutState.NotAsked());
        if (start.isEmpty() && owned) {
            state.set(new Waiting("Nothing is owned yet", "Mark an identity as owned first, in its inspector or the graph's menu."));
        } else if (start.isEmpty()) {
            state.set(new Waiting("Nobody is called “" + from.get() + "”", "Choose one of the identities suggested."));
        } else if (end.isEmpty()) {
            state.set(new Waiting(
                    "“" + to.get() + "” is no end", "Write an identity, a goal, or a request like “get secrets in shop”."));
        } else {
            find(review.get(), start, end.get());
        }
    }

    private void find(Review review, List<Thing.Somebody> start, End end) {
        String text = "Looking for paths from " + new Found(start, end, List.of(), "").start() + " to " + end.describe();
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
    private void findOthers(Review review, List<Thing.Somebody> start, End end) {
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
            Review review, List<Thing.Somebody> start, End end, int most, Background.Progress progress) {
        List<Derivation> found = new ArrayList<>();
        for (Thing.Somebody who : start) {
            progress.check();
            found.addAll(review.escalation().derivations(who.identity(), end, most));
        }
        found.sort(Comparator.comparingInt(Derivation::cost));
        return found;
    }

    /// Works out what would cut the paths found.
    public void askCut() {
        if (!(state.get() instanceof Found(List<Thing.Somebody> start, End end, List<Derivation> paths, String ignored)) || paths.isEmpty()) {
            return;
        }
        Review review = session.reviewProperty().get().orElseThrow();
        cut.set(new CutState.Text("Working it out…"));
        session.background()
                .job("paths.cut", progress -> {
                    progress.report("Working out what would cut these paths", -1);
                    return review.escalation().cut(start.stream().map(Thing.Somebody::identity).toList(), end);
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
        };
    }
}
