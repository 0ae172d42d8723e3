package dev.guise.ui.graph.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePlacesTest {
    private static final Box LEGEND = new Box(10, 10, 200, 150);
    private static final Box TOOLBAR = new Box(500, 10, 290, 40);

    @Test
    void withoutCoversAllIsFree() {
        assertEquals(List.of(new Box(0, 0, 800, 500)), FreePlaces.of(List.of(), 800, 500, 8));
    }

    @Test
    void belowAllCoversAndBesideThemIsFree() {
        List<Box> places = FreePlaces.of(List.of(LEGEND, TOOLBAR), 800, 500, 8);
        assertTrue(places.contains(new Box(0, 168, 800, 332)), places::toString);
        assertTrue(places.contains(new Box(218, 58, 582, 442)), places::toString);
        assertTrue(places.stream().noneMatch(LEGEND::intersects), places::toString);
        assertTrue(places.stream().noneMatch(TOOLBAR::intersects), places::toString);
    }
}
