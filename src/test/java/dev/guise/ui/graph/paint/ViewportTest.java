package dev.guise.ui.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final Box COVER = new Box(10, 10, 200, 100);

    @Test
    void whatIsCoveredComesOutBelow() {
        Viewport view = new Viewport(0.5, 0, 0);
        Box box = new Box(100, 60, 80, 40);
        Viewport moved = view.below(COVER, box, 8);
        assertEquals(118, moved.toScreenY(box.y()), 1e-9);
        assertEquals(view.toScreenX(box.x()), moved.toScreenX(box.x()), 1e-9);
    }

    @Test
    void whatIsSeenStays() {
        Viewport view = Viewport.IDENTITY;
        assertSame(view, view.below(COVER, new Box(300, 20, 80, 40), 8));
    }

    @Test
    void theTopOfWhatIsHigherThanTheScreenIsFirstSeenBelowWhatFloatsThere() {
        Viewport view = Viewport.first(new Box(0, 0, 2000, 900), new Box(24, 80, 180, 40), 800, 500, 120);
        assertEquals(120, view.toScreenY(0), 1e-9);
        assertEquals(0, view.toScreenX(0), 1e-9);
    }

    @Test
    void theRightEndIsFirstSeenWhereItIsWhatIsAskedAbout() {
        Viewport view = Viewport.first(new Box(0, 0, 2000, 900), new Box(1796, 80, 180, 40), 800, 500, 120);
        assertEquals(800, view.toScreenX(2000), 1e-9);
    }
}
