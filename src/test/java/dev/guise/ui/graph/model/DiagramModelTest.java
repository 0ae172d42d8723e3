package dev.guise.ui.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.graph.layout.GridIndex;
import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import dev.guise.ui.graph.paint.Viewport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagramModelTest {
    private static DiagramNode node(String id) {
        return new DiagramNode(id, NodeKind.USER, "Title " + id, "", Set.of(), "");
    }

    private static DiagramEdge edge(String from, String to, EdgeKind kind) {
        return new DiagramEdge(from + to, from, to, kind, "", "");
    }

    // a → b, a → c (below b), b → d; e stands alone below a
    private static LaidOutDiagram laidOut() {
        Diagram diagram = new Diagram(
                List.of(node("a"), node("b"), node("c"), node("d"), node("e")),
                List.of(
                        edge("a", "b", EdgeKind.BINDS),
                        edge("a", "c", EdgeKind.LEGACY),
                        edge("b", "d", EdgeKind.BINDS)));
        Map<String, Box> boxes = Map.of(
                "a",
                new Box(0, 0, 50, 20),
                "b",
                new Box(100, 0, 50, 20),
                "c",
                new Box(100, 60, 50, 20),
                "d",
                new Box(200, 0, 50, 20),
                "e",
                new Box(0, 60, 50, 20));
        Map<String, Route> routes = new HashMap<>();
        routes.put("ab", new Route(List.of(new Point(50, 10), new Point(100, 10)), Optional.empty()));
        routes.put(
                "ac",
                new Route(
                        List.of(new Point(50, 10), new Point(75, 10), new Point(75, 70), new Point(100, 70)),
                        Optional.empty()));
        routes.put("bd", new Route(List.of(new Point(150, 10), new Point(200, 10)), Optional.empty()));
        return new LaidOutDiagram(diagram, boxes, routes, 250, 80);
    }

    private static DiagramModel model() {
        DiagramModel model = new DiagramModel();
        model.show(laidOut());
        return model;
    }

    private static String selected(DiagramModel model) {
        return model.selection().map(DiagramTarget::id).orElse("");
    }

    @Test
    void walksAlongEdgesAndColumns() {
        DiagramModel model = model();
        model.walk(DiagramModel.Direction.RIGHT);
        assertEquals("a", selected(model), "the first key selects the first node");
        model.walk(DiagramModel.Direction.RIGHT);
        assertEquals("b", selected(model), "the neighbour at the same height");
        model.walk(DiagramModel.Direction.DOWN);
        assertEquals("c", selected(model));
        model.walk(DiagramModel.Direction.RIGHT);
        assertEquals("c", selected(model), "no edge leaves it");
        model.walk(DiagramModel.Direction.LEFT);
        assertEquals("a", selected(model));
        model.walk(DiagramModel.Direction.UP);
        assertEquals("a", selected(model));
        model.walk(DiagramModel.Direction.DOWN);
        assertEquals("e", selected(model));
    }

    @Test
    void hiddenEdgesAreNotWalkedAndNotHit() {
        DiagramModel model = model();
        PlacedDiagram placed = new PlacedDiagram(laidOut());
        assertEquals("ac", placed.at(75, 40, 1, model).map(DiagramTarget::id).orElse(""));
        model.hiddenKindsProperty().set(Set.of(EdgeKind.LEGACY));
        assertTrue(placed.at(75, 40, 1, model).isEmpty());
        model.selectNode("c");
        model.walk(DiagramModel.Direction.LEFT);
        assertEquals("c", selected(model));
        assertEquals(Set.of("c"), model.around("c"));
    }

    @Test
    void nodeIsHitBeforeEdgeAndEdgeOnlyNearby() {
        DiagramModel model = model();
        PlacedDiagram placed = new PlacedDiagram(laidOut());
        assertEquals("a", placed.at(50, 10, 1, model).map(DiagramTarget::id).orElse(""));
        assertEquals("ab", placed.at(85, 14, 1, model).map(DiagramTarget::id).orElse(""));
        assertTrue(placed.at(85, 16, 1, model).isEmpty());
        assertEquals("ab", placed.at(85, 16, 0.5, model).map(DiagramTarget::id).orElse(""), "near on the screen");
    }

    @Test
    void aroundHasWhatLeadsThereAndWhatItLeadsTo() {
        DiagramModel model = model();
        assertEquals(Set.of("a", "ab", "b", "bd", "d"), model.around("b"));
        assertEquals(Set.of("e"), model.around("e"));
    }

    @Test
    void circlesEnd() {
        DiagramModel model = new DiagramModel();
        Diagram circle = new Diagram(
                List.of(node("a"), node("b")), List.of(edge("a", "b", EdgeKind.BINDS), edge("b", "a", EdgeKind.BINDS)));
        model.show(new LaidOutDiagram(circle, Map.of(), Map.of(), 0, 0));
        assertEquals(Set.of("a", "ab", "b", "ba"), model.around("a"));
    }

    @Test
    void selectionStaysWhereTheNodeIsStillThere() {
        DiagramModel model = model();
        model.selectNode("b");
        model.show(laidOut());
        assertEquals("b", selected(model));
        model.show(new LaidOutDiagram(new Diagram(List.of(node("a")), List.of()), Map.of(), Map.of(), 0, 0));
        assertEquals("", selected(model));
    }

    @Test
    void searchGoesThroughMatchesInReadingOrder() {
        DiagramModel model = model();
        model.searchProperty().set("title");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            model.selectNextMatch();
            order.add(selected(model));
        }
        assertEquals(List.of("a", "e", "b", "c", "d", "a"), order);
        model.searchProperty().set("nothing");
        assertFalse(model.isForeground(node("a")));
    }

    @Test
    void pathStandsOutAlone() {
        DiagramModel model = model();
        model.pathProperty().set(Set.of("a", "ab", "b"));
        assertTrue(model.isForeground(node("a")));
        assertFalse(model.isForeground(node("c")));
        assertTrue(model.isForeground(edge("a", "b", EdgeKind.BINDS)));
        assertFalse(model.isForeground(edge("a", "c", EdgeKind.LEGACY)));
    }

    @Test
    void selectionIsDescribedInWords() {
        DiagramModel model = model();
        model.selectNode("a");
        assertEquals("User Title a, 2 outgoing, 0 incoming", model.describeSelection());
    }

    @Test
    void diagramRefusesWhatIsNotInIt() {
        assertThrows(IllegalArgumentException.class, () -> new Diagram(List.of(node("a"), node("a")), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Diagram(List.of(node("a")), List.of(edge("a", "b", EdgeKind.BINDS))));
    }

    @Test
    void zoomKeepsThePlaceUnderThePointer() {
        Viewport before = new Viewport(0.7, 31, -17);
        Viewport after = before.zoom(1.9, 300, 200);
        assertEquals(before.toWorldX(300), after.toWorldX(300), 1e-9);
        assertEquals(before.toWorldY(200), after.toWorldY(200), 1e-9);
        assertEquals(Viewport.LARGEST, before.zoom(1e9, 0, 0).scale());
        Viewport clamped = before.zoom(1e9, 300, 200);
        assertEquals(before.toWorldX(300), clamped.toWorldX(300), 1e-9);
    }

    @Test
    void gridFindsWhatASlowSearchFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        GridIndex<Integer> index = new GridIndex<>();
        for (int i = 0; i < 400; i++) {
            double size = i % 50 == 0 ? 6000 : 300;
            Box box = new Box(
                    random.nextDouble(-4000, 4000),
                    random.nextDouble(-4000, 4000),
                    random.nextDouble(size),
                    random.nextDouble(size));
            boxes.add(box);
            index.add(i, box);
        }
        for (int i = 0; i < 200; i++) {
            double size = i % 20 == 0 ? 20_000 : 700;
            Box area = new Box(
                    random.nextDouble(-4000, 4000),
                    random.nextDouble(-4000, 4000),
                    random.nextDouble(size),
                    random.nextDouble(size));
            Set<Integer> wanted = new HashSet<>();
            for (int k = 0; k < boxes.size(); k++) {
                if (boxes.get(k).intersects(area)) {
                    wanted.add(k);
                }
            }
            assertEquals(wanted, new HashSet<>(index.touching(area)), "seed " + seed);
        }
    }
}
