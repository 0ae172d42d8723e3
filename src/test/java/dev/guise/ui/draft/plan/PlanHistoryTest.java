package dev.guise.ui.draft.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlanHistoryTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH.plusSeconds(100));
    private final PlanHistory history = new PlanHistory(time::get);

    private static PlanState state(String text) {
        return new PlanState(List.of(new DraftEntry(1, "t", text, DraftForm.EMPTY, 0, List.of())), 1);
    }

    private void later(long millis) {
        time.updateAndGet(now -> now.plusMillis(millis));
    }

    @Test
    void typingIsOneStepUntilAPause() {
        history.change(state("a"), "text");
        later(1000);
        history.change(state("ab"), "text");
        later(1300);
        history.change(state("abc"), "text");
        assertEquals(Optional.of(state("ab")), history.undo());
        assertEquals(Optional.of(PlanState.EMPTY), history.undo());
        assertFalse(history.canUndo());
        assertEquals(Optional.empty(), history.undo());
        assertEquals(Optional.of(state("ab")), history.redo());
        assertEquals(Optional.of(state("abc")), history.redo());
        assertFalse(history.canRedo());
    }

    @Test
    void anotherFieldIsAnotherStepAndSoIsWhatHasNoKind() {
        history.change(state("a"), "users");
        history.change(state("b"), "groups");
        history.change(state("c"), "");
        history.change(state("d"), "");
        assertEquals(Optional.of(state("c")), history.undo());
        assertEquals(Optional.of(state("b")), history.undo());
        assertEquals(Optional.of(state("a")), history.undo());
    }

    @Test
    void whatIsDoneAfterUndoForgetsWhatWasUndone() {
        history.change(state("a"), "");
        history.change(state("b"), "");
        history.undo();
        history.change(state("c"), "");
        assertFalse(history.canRedo());
        history.change(state("c"), "");
        assertEquals(Optional.of(state("a")), history.undo());
    }

    @Test
    void lookingAtAnotherDraftIsNoStep() {
        history.change(state("a"), "");
        history.look(state("a").select(7));
        assertEquals(7, history.now().selected());
        assertTrue(history.canUndo());
        assertEquals(Optional.of(PlanState.EMPTY), history.undo());
    }
}
