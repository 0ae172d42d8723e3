package dev.guise.escalation.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class InferenceChangesTest {
    private static final int FROM = 1;

    private final Edge used = edge(2, "");
    private final Edge beside = edge(3, "");
    private final InferenceChanges<Edge> changes = new InferenceChanges<>(edge -> edge);

    private static Edge edge(int conclusion, String note) {
        return new Edge(new int[] {FROM}, conclusion, "technique", 1, List.<Grant>of(), note, 0);
    }

    private boolean leave(int... followed) {
        return changes.leave(RoaringBitmap.bitmapOf(followed), List.of(used));
    }

    @Test
    void theSameInferencesLeaveEverything() {
        changes.compare(FROM, List.of(used, beside), List.of(beside, used));
        assertTrue(changes.isEmpty());
        assertTrue(leave(FROM));
    }

    @Test
    void whatGoesBesideTheWayLeavesIt() {
        changes.compare(FROM, List.of(used, beside), List.of(used));
        assertFalse(changes.isEmpty());
        assertTrue(leave(FROM));
    }

    @Test
    void whatGoesOnTheWayDoesNotLeaveIt() {
        changes.compare(FROM, List.of(used, beside), List.of(beside));
        assertFalse(leave(FROM));
    }

    @Test
    void whatComesCountsWhereTheSearchWent() {
        changes.compare(FROM, List.of(used), List.of(used, beside));
        assertFalse(leave(FROM));
        assertTrue(leave(FROM + 1));
    }

    @Test
    void aFactThatMayBeWorthMoreCountsWhereTheSearchWent() {
        changes.mark(FROM);
        assertFalse(changes.isEmpty());
        assertFalse(leave(FROM));
        assertTrue(leave(FROM + 1));
    }

    @Test
    void anInferenceByOtherRulesIsTheSameByWhateverRules() {
        InferenceChanges<Edge.Inference> inferences = new InferenceChanges<>(Edge::inference);
        Edge other = edge(2, "by another role");
        changes.compare(FROM, List.of(used), List.of(other));
        inferences.compare(FROM, List.of(used), List.of(other));
        assertFalse(leave(FROM));
        assertTrue(inferences.isEmpty());
        assertTrue(inferences.leave(RoaringBitmap.bitmapOf(FROM), List.of(used)));
    }
}
