package dev.guise.ui.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.InventedDiagrams;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.ElkLayout;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldingTest {
    private final DiagramFonts fonts = new DiagramFonts();

    private LaidOutDiagram path(int length) {
        List<DiagramNode> nodes = new ArrayList<>();
        List<DiagramEdge> edges = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(new DiagramNode("n" + i, NodeKind.ROLE, "a role with a name " + i, "ClusterRole", Set.of(), ""));
            if (i > 0) {
                edges.add(new DiagramEdge("e" + i, "n" + (i - 1), "n" + i, EdgeKind.REFERS, "", ""));
            }
        }
        return layOut(new Diagram(nodes, edges));
    }

    private LaidOutDiagram layOut(Diagram diagram) {
        return new ElkLayout(fonts).layOut(diagram, LaidOutDiagram.EMPTY, () -> false);
    }

    @Test
    void aPathOfSevenIsReadableInTheHeightThatThereIs() {
        LaidOutDiagram path = path(7);
        assertTrue(Viewport.fit(path.width(), path.height(), 640, 260).scale() < 0.75);
        LaidOutDiagram folded = Folding.fold(path, 640, 260);
        assertTrue(Viewport.fit(folded.width(), folded.height(), 640, 260).scale() >= 0.75);
        for (int i = 1; i < 7; i++) {
            Box before = Objects.requireNonNull(folded.boxes().get("n" + (i - 1)));
            Box now = Objects.requireNonNull(folded.boxes().get("n" + i));
            assertTrue(now.x() > before.right() || now.y() > before.bottom(), "reads left to right, then down: n" + i);
        }
    }

    @Test
    void linesJoinTheirNodesAndCrossNone() {
        LaidOutDiagram folded = Folding.fold(path(9), 700, 300);
        for (DiagramEdge edge : folded.diagram().edges()) {
            List<Point> points =
                    Objects.requireNonNull(folded.routes().get(edge.id())).points();
            Box from = Objects.requireNonNull(folded.boxes().get(edge.source()));
            Box to = Objects.requireNonNull(folded.boxes().get(edge.target()));
            assertEquals(from.right(), points.getFirst().x(), 1);
            assertEquals(to.x(), points.getLast().x(), 1);
            for (int i = 1; i < points.size(); i++) {
                Point a = points.get(i - 1);
                Point b = points.get(i);
                Box line = new Box(
                        Math.min(a.x(), b.x()),
                        Math.min(a.y(), b.y()),
                        Math.abs(a.x() - b.x()),
                        Math.abs(a.y() - b.y()));
                folded.boxes()
                        .forEach((id, box) -> assertFalse(
                                !id.equals(edge.source()) && !id.equals(edge.target()) && box.intersects(line),
                                edge.id() + " crosses " + id));
            }
        }
        folded.boxes()
                .values()
                .forEach(box -> assertTrue(box.x() >= 0
                        && box.y() >= 0
                        && box.right() <= folded.width()
                        && box.bottom() <= folded.height()));
    }

    /// Edges that leave one node run together, so that many of them are no more than one.
    @Test
    void afterANodeWithManyNextOnesARowMayEnd() {
        List<DiagramNode> nodes = new ArrayList<>();
        List<DiagramEdge> edges = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nodes.add(new DiagramNode("n" + i, NodeKind.ROLE, "a role with a name " + i, "ClusterRole", Set.of(), ""));
            if (i > 0) {
                edges.add(new DiagramEdge("e" + i, "n" + (i - 1), "n" + i, EdgeKind.REFERS, "", ""));
            }
        }
        for (int i = 0; i < 6; i++) {
            nodes.add(new DiagramNode(
                    "rule" + i,
                    NodeKind.RULE,
                    "a rule that says what is allowed on which resources " + i,
                    "Rule",
                    Set.of(),
                    ""));
            edges.add(new DiagramEdge("r" + i, "n1", "rule" + i, EdgeKind.CONTAINS, "", ""));
        }
        LaidOutDiagram folded = Folding.fold(layOut(new Diagram(nodes, edges)), 480, 600);
        assertTrue(folded.width() * Viewport.READABLE <= 480, () -> "width " + folded.width());
        Box last = Objects.requireNonNull(folded.boxes().get("n1"));
        for (int i = 0; i < 6; i++) {
            assertTrue(Objects.requireNonNull(folded.boxes().get("rule" + i)).y() > last.bottom(), "rule" + i);
        }
    }

    @Test
    void whatFitsOrCannotBePartedStaysAsItIs() {
        LaidOutDiagram path = path(3);
        assertSame(path, Folding.fold(path, 2000, 400));
        LaidOutDiagram broad = layOut(InventedDiagrams.reach());
        assertSame(broad, Folding.fold(broad, 400, 200));
    }
}
