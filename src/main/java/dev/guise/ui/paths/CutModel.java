package dev.guise.ui.paths;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.CutWatch;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.paths.Ends.Target;
import dev.guise.ui.review.Review;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What would cut the paths that are shown: worked out when asked, told how far it is, given up when no longer wanted.
/// Knows no controls.
final class CutModel {
    private static final String JOB = "paths.cut";
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int MAX_NAMED = 6;

    /// What is known of it.
    sealed interface CutState {
        /// Nobody asked.
        record NotAsked() implements CutState {}

        /// At work; how far it is.
        record Working(String text) implements CutState {}

        /// Why there is none.
        record Text(String text) implements CutState {}

        /// What to take away, and from whose ways.
        record Known(Cut cut, CutQuestion question) implements CutState {}

        /// What is to be taken away, as far as it is known.
        default List<CutElement> elements() {
            return this instanceof Known(Cut found, CutQuestion ignored) ? found.elements() : List.of();
        }
    }

    private final Background background;
    private final ReadOnlyObjectWrapper<CutState> state = new ReadOnlyObjectWrapper<>(new CutState.NotAsked());

    CutModel(Background background) {
        this.background = background;
    }

    ReadOnlyObjectProperty<CutState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Forgets what was asked, and ends the work on it.
    void forget() {
        background.cancel(JOB);
        state.set(new CutState.NotAsked());
    }

    /// Why it cannot be asked for an end; empty where it can.
    static String refusal(Target target) {
        return target.ends().size() == 1
                ? ""
                : "What cuts the way to a role is told for one of those who are bound to it: choose one as the end.";
    }

    /// Works it out.
    void ask(Review review, CutQuestion question, Target target) {
        if (!refusal(target).isEmpty()) {
            state.set(new CutState.Text(refusal(target)));
            return;
        }
        List<Identity> starts = question.starts();
        if (starts.isEmpty()) {
            state.set(new CutState.Text(
                    "All who come there are accepted as administrators: nobody is left to keep away."));
            return;
        }
        state.set(new CutState.Working("Working it out…"));
        background
                .job(JOB, progress -> {
                    progress.report("Working out what would cut these paths", -1);
                    return review.escalation()
                            .cut(starts, target.ends().getFirst(), question.spared(), watch(progress, starts.size()));
                })
                .onDone(found -> state.set(new CutState.Known(found, question)))
                .onError(error -> state.set(new CutState.Text("It could not be worked out: " + error.getMessage())))
                .start();
    }

    private CutWatch watch(Background.Progress progress, int starts) {
        long[] next = {System.nanoTime() + AGAIN};
        return (changes, tried, ways) -> {
            progress.check();
            if (System.nanoTime() < next[0]) {
                return;
            }
            next[0] = System.nanoTime() + AGAIN;
            String text = String.format(
                    Locale.ROOT,
                    "Trying %s: %,d of %,d identities looked at, %s.",
                    changes == 0 ? "as it is" : changes == 1 ? "one change" : changes + " changes",
                    tried + 1,
                    starts,
                    ways == 0 ? "no way left yet" : ways == 1 ? "one way is left" : ways + " ways are left");
            progress.report(text, -1);
            background.onWindowThread(() -> {
                if (!progress.isCancelled() && state.get() instanceof CutState.Working) {
                    state.set(new CutState.Working(text));
                }
            });
        };
    }

    /// What is known of a cut, over its elements.
    static String words(CutState.Known known) {
        Cut found = known.cut();
        return switch (found.quality()) {
            case SMALLEST ->
                found.elements().size() == 1
                        ? "This one change cuts every path" + others(found) + ", also those not listed:"
                        : "Every path" + others(found) + " is cut by these "
                                + found.elements().size() + " together, and by no fewer:";
            case SMALL ->
                "These " + found.elements().size() + " together cut every path" + others(found)
                        + "; there may be fewer:";
            case NOTHING_TO_CUT -> "There is nothing to cut.";
            case IMPOSSIBLE ->
                known.question().remainingBySpared(found).isEmpty()
                        ? "Nothing that lasts cuts every path: what the API server itself maintains is behind one of"
                                + " them."
                        : "Nothing cuts these paths that lasts and takes no grant from an accepted administrator.";
            case UNKNOWN -> "It takes too long to find what cuts every path. Choose where to begin.";
        };
    }

    private static String others(Cut found) {
        return found.remaining().isEmpty() ? "" : " of the others";
    }

    /// Who cannot be cut beside those who can, since nothing that could be taken away would last; empty where there is
    /// nobody.
    static String lasting(CutState.Known known) {
        List<String> names = known.question().remainingByServer(known.cut());
        return names.isEmpty() || known.elements().isEmpty()
                ? ""
                : notCut(names) + ", since a way of theirs rests on what the API server itself maintains: "
                        + some(names) + ".";
    }

    /// Who cannot be cut without taking something from an accepted administrator, and what to do about it; empty where
    /// there is nobody.
    static String bySpared(CutState.Known known) {
        List<String> names = known.question().remainingBySpared(known.cut());
        return names.isEmpty()
                ? ""
                : notCut(names) + ", since a way of theirs rests on nothing but what accepted administrators hold: "
                        + some(names) + ". Accept " + (names.size() == 1 ? "it" : "them")
                        + ", too, or take the acceptance back, and ask again.";
    }

    private static String notCut(List<String> names) {
        return "Not to be cut" + (names.size() == 1 ? "" : " for " + String.format(Locale.ROOT, "%,d", names.size()));
    }

    private static String some(List<String> names) {
        int more = names.size() - MAX_NAMED;
        return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /// Who was left out of the question; empty where nobody was.
    static String leftOut(CutQuestion question) {
        int count = question.accepted().size();
        return count == 0
                ? ""
                : count + (count == 1 ? " is" : " are") + " left out: accepted as "
                        + (count == 1 ? "an administrator." : "administrators.");
    }

    /// Whom a cut takes from what they hold directly, and what to do about it; empty where there is nobody.
    static String lockedOut(CutState.Known known) {
        List<String> names = known.question().lockedOut(known.cut());
        if (names.isEmpty()) {
            return "";
        }
        String warning = "This also locks out who holds it directly: " + some(names) + ".";
        return known.question().scope() == CutQuestion.Scope.CHOSEN
                ? warning
                : warning
                        + " Where that is meant so, choose “Accept as administrator” in the menu of the identity and"
                        + " ask again: it is then left out.";
    }
}
