package dev.guise.ui.draft.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What undo and redo go through. Changes of the same thing shortly after one another are one step, so that typing is
/// undone by the word and not by the letter.
final class PlanHistory {
    private static final Duration PAUSE = Duration.ofMillis(1200);
    private static final int LONGEST = 200;

    private final InstantSource clock;
    private final Deque<PlanState> past = new ArrayDeque<>();
    private final Deque<PlanState> future = new ArrayDeque<>();
    private PlanState now = PlanState.EMPTY;
    private String lastKind = "";
    private Instant lastTime = Instant.EPOCH;

    PlanHistory(InstantSource clock) {
        this.clock = clock;
    }

    PlanState now() {
        return now;
    }

    /// A new state.
    ///
    /// @param kind what was changed; `""` is always a step of its own
    void change(PlanState next, String kind) {
        if (next.equals(now)) {
            return;
        }
        Instant time = clock.instant();
        boolean same = !kind.isEmpty() && kind.equals(lastKind) && time.isBefore(lastTime.plus(PAUSE));
        if (!same) {
            past.push(now);
            if (past.size() > LONGEST) {
                past.removeLast();
            }
        }
        future.clear();
        now = next;
        lastKind = kind;
        lastTime = time;
    }

    /// Another draft is looked at: nothing to undo.
    void look(PlanState next) {
        now = next;
        lastKind = "";
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    Optional<PlanState> undo() {
        return step(past, future);
    }

    Optional<PlanState> redo() {
        return step(future, past);
    }

    private Optional<PlanState> step(Deque<PlanState> from, Deque<PlanState> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        to.push(now);
        now = from.pop();
        lastKind = "";
        return Optional.of(now);
    }
}
