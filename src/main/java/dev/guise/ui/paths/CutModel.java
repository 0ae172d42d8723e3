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
                : "To find what cuts the paths to a role, choose one of the identities bound to it as the end.";
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
                    "Every identity that can reach this is an accepted administrator, so there is no path to cut."));
            return;
        }
        state.set(new CutState.Working("Calculating…"));
        background
                .job(JOB, progress -> {
                    progress.report("Finding what cuts these paths", -1);
                    return review.escalation()
                            .cut(starts, target.ends().getFirst(), question.spared(), watch(progress, starts.size()));
                })
                .onDone(found -> state.set(new CutState.Known(found, question)))
                .onError(error ->
                        state.set(new CutState.Text("Could not find what cuts these paths: " + error.getMessage())))
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
                    "Trying %s: %,d of %,d identities checked, %s.",
                    changes == 0 ? "no change" : changes == 1 ? "1 change" : changes + " changes",
                    tried + 1,
                    starts,
                    ways == 0 ? "no path left so far" : ways == 1 ? "1 path left" : ways + " paths left");
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
                        ? "This one change cuts every path" + others(found) + ", including those not listed:"
                        : "These " + found.elements().size() + " changes together cut every path" + others(found)
                                + "; fewer are not enough:";
            case SMALL ->
                "These " + found.elements().size() + " changes together cut every path" + others(found)
                        + "; fewer may be enough:";
            case NOTHING_TO_CUT -> "There is nothing to cut.";
            case IMPOSSIBLE ->
                known.question().remainingBySpared(found).isEmpty()
                        ? "No lasting change cuts every path: at least one depends only on objects that the API server"
                                + " restores."
                        : "No lasting change cuts these paths without taking a grant from an accepted administrator.";
            case UNKNOWN -> "Finding what cuts every path takes too long. Choose a start to narrow it down.";
        };
    }

    private static String others(Cut found) {
        return found.remaining().isEmpty() ? "" : " of the other identities";
    }

    /// Who cannot be cut beside those who can, since nothing that could be taken away would last; empty where there is
    /// nobody.
    static String lasting(CutState.Known known) {
        List<String> names = known.question().remainingByServer(known.cut());
        return names.isEmpty() || known.elements().isEmpty()
                ? ""
                : notCut(names) + " because a path depends only on objects that the API server restores: " + some(names)
                        + ".";
    }

    /// Who cannot be cut without taking something from an accepted administrator, and what to do about it; empty where
    /// there is nobody.
    static String bySpared(CutState.Known known) {
        List<String> names = known.question().remainingBySpared(known.cut());
        return names.isEmpty()
                ? ""
                : notCut(names) + " because a path depends only on grants of accepted administrators: "
                        + some(names) + ". Accept "
                        + (names.size() == 1 ? "it as an administrator" : "them as administrators")
                        + " too, or stop accepting those administrators, and try again.";
    }

    private static String notCut(List<String> names) {
        return names.size() == 1
                ? "1 identity cannot be cut off"
                : String.format(Locale.ROOT, "%,d identities cannot be cut off", names.size());
    }

    private static String some(List<String> names) {
        int more = names.size() - MAX_NAMED;
        return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /// The accepted administrators left out of the question; empty where there are none.
    static String leftOut(CutQuestion question) {
        int count = question.accepted().size();
        return count == 0
                ? ""
                : count + (count == 1 ? " accepted administrator is" : " accepted administrators are") + " left out.";
    }

    /// Whom a cut takes from what they hold directly, and what to do about it; empty where there is nobody.
    static String lockedOut(CutState.Known known) {
        List<String> names = known.question().lockedOut(known.cut());
        if (names.isEmpty()) {
            return "";
        }
        String warning = "This also takes access from identities that hold it directly: " + some(names) + ".";
        return known.question().scope() == CutQuestion.Scope.CHOSEN
                ? warning
                : warning
                        + " If an identity should keep it, choose “Accept as administrator” in its menu and try again:"
                        + " accepted administrators are left out.";
    }
}
