package dev.guise.ui.graph.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.InventedDiagrams;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.graph.export.SvgWriter;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import dev.guise.ui.graph.paint.DiagramPalette;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ElkLayoutTest {
    private static DiagramFonts fonts;

    @BeforeAll
    static void measure() throws Exception {
        fonts = FxThread.call(DiagramFonts::new);
    }

    private static LaidOutDiagram layOut(Diagram diagram, LaidOutDiagram before) {
        return new ElkLayout(fonts).layOut(diagram, before, () -> false);
    }

    private static Box box(LaidOutDiagram diagram, String id) {
        return java.util.Objects.requireNonNull(diagram.boxes().get(id), id);
    }

    @Test
    void nodesDoNotOverlapAndEdgesRunFromNodeToNode() {
        LaidOutDiagram diagram = layOut(InventedDiagrams.reach(), LaidOutDiagram.EMPTY);
        List<Box> boxes = new ArrayList<>(diagram.boxes().values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int k = i + 1; k < boxes.size(); k++) {
                assertFalse(boxes.get(i).intersects(boxes.get(k)), boxes.get(i) + " and " + boxes.get(k));
            }
        }
        for (DiagramEdge edge : diagram.diagram().edges()) {
            List<Point> points = new PlacedDiagram(diagram).route(edge).points();
            Box source = box(diagram, edge.source());
            Box target = box(diagram, edge.target());
            assertEquals(source.right(), points.getFirst().x(), 0.5);
            assertEquals(target.x(), points.getLast().x(), 0.5);
            assertTrue(source.right() < target.x(), "left to right: " + edge.id());
        }
    }

    @Test
    void sameDiagramIsNotLaidOutAgain() {
        KeptLayouts layout = new KeptLayouts(() -> new ElkLayout(fonts));
        LaidOutDiagram first = layout.layOut(InventedDiagrams.reach(), LaidOutDiagram.EMPTY, () -> false);
        assertSame(first, layout.layOut(InventedDiagrams.reach(), LaidOutDiagram.EMPTY, () -> false));
    }

    @Test
    void addedNodesLeaveTheOrderOfTheOthers() {
        LaidOutDiagram before = layOut(InventedDiagrams.reach(), LaidOutDiagram.EMPTY);
        List<DiagramNode> nodes = new ArrayList<>(before.diagram().nodes());
        List<DiagramEdge> edges = new ArrayList<>(before.diagram().edges());
        nodes.addFirst(new DiagramNode("new", NodeKind.SERVICE_ACCOUNT, "newcomer", "shop", Set.of(), ""));
        edges.addFirst(new DiagramEdge("t1>new", "t1", "new", EdgeKind.TECHNIQUE, "", ""));
        LaidOutDiagram after = layOut(new Diagram(nodes, edges), before);
        for (int i = 1; i < 16; i++) {
            Box upper = box(before, "acct" + i);
            Box lower = box(before, "acct" + (i + 1));
            Box upperNow = box(after, "acct" + i);
            Box lowerNow = box(after, "acct" + (i + 1));
            assertEquals(upper.y() < lower.y(), upperNow.y() < lowerNow.y(), "acct" + i);
        }
    }

    @Test
    void cancelledLayoutEnds() {
        assertThrows(
                CancellationException.class,
                () -> new ElkLayout(fonts).layOut(InventedDiagrams.reach(), LaidOutDiagram.EMPTY, () -> true));
    }

    @Test
    void circlesLoopsAndParallelEdgesAreLaidOut() {
        DiagramNode a = new DiagramNode("a", NodeKind.USER, "a", "", Set.of(), "");
        DiagramNode b = new DiagramNode("b", NodeKind.USER, "b", "", Set.of(), "");
        Diagram diagram = new Diagram(
                List.of(a, b),
                List.of(
                        new DiagramEdge("1", "a", "b", EdgeKind.LEGACY, "x", ""),
                        new DiagramEdge("2", "a", "b", EdgeKind.CONSTRAINED, "y", ""),
                        new DiagramEdge("3", "b", "a", EdgeKind.LEGACY, "", ""),
                        new DiagramEdge("4", "a", "a", EdgeKind.LEGACY, "self", "")));
        LaidOutDiagram laidOut = layOut(diagram, LaidOutDiagram.EMPTY);
        assertEquals(4, laidOut.routes().size());
        laidOut.routes().values().forEach(route -> assertTrue(route.points().size() >= 2));
        assertEquals(LaidOutDiagram.EMPTY, layOut(Diagram.EMPTY, LaidOutDiagram.EMPTY));
    }

    @Test
    void svgIsWellFormedWhateverTheNamesAre() throws Exception {
        DiagramNode odd =
                new DiagramNode("o", NodeKind.ROLE, "<b>&\"\u0000\uD800 x", "]]>", Set.of(Mark.DEAD), "a\u0007");
        String svg = new SvgWriter(fonts, DiagramPalette.LIGHT)
                .write(layOut(new Diagram(List.of(odd), List.of()), LaidOutDiagram.EMPTY));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertTrue(document.getDocumentElement().getTextContent().contains("<b>&\""));
    }

    @Test
    void textIsCutWhereItDoesNotFit() {
        TextMeasure measure = fonts.plain();
        String text = "system:serviceaccounts:kube-system";
        assertEquals(text, measure.fit(text, 12, measure.width(text, 12)));
        String cut = measure.fit(text, 12, measure.width(text, 12) - 1);
        assertTrue(cut.endsWith("…") && cut.length() < text.length(), cut);
        assertTrue(measure.width(cut, 12) <= measure.width(text, 12));
        assertEquals("", measure.fit(text, 12, 3));
    }
}
