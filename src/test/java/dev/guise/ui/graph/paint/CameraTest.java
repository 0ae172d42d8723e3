package dev.guise.ui.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CameraTest {
    private static final Box LEGEND = new Box(12, 12, 190, 250);
    private static final Box TOOLBAR = new Box(500, 12, 288, 40);
    private static final Box START = new Box(24, 40, 180, 40);
    private static final Box LOW_START = new Box(24, 800, 180, 40);
    private static final Box END = new Box(1800, 700, 180, 40);

    private final DiagramModel model = new DiagramModel();
    private final Camera camera = new Camera(model);

    @BeforeEach
    void show() {
        camera.setCovering(() -> List.of(LEGEND, TOOLBAR));
        camera.resize(800, 500);
        model.show(laidOut(2000, 800, END));
        camera.lookAtBeginning();
    }

    private static LaidOutDiagram laidOut(double width, double height, Box end) {
        return laidOut(width, height, end, "start");
    }

    private static LaidOutDiagram laidOut(double width, double height, Box end, String about) {
        List<DiagramNode> nodes = Stream.of("start", "end")
                .map(id -> new DiagramNode(
                        id, NodeKind.USER, id, "", id.equals(about) ? Set.of(Mark.START) : Set.of(), ""))
                .toList();
        Map<String, Box> boxes = Map.of("start", START, "end", end);
        return new LaidOutDiagram(new Diagram(nodes, List.of()), boxes, Map.of(), width, height);
    }

    private Box onScreen(Box box) {
        Viewport view = camera.viewport();
        return new Box(
                view.toScreenX(box.x()),
                view.toScreenY(box.y()),
                box.width() * view.scale(),
                box.height() * view.scale());
    }

    private void assertSeen(Box box, double width, double height) {
        Box seen = onScreen(box);
        assertTrue(seen.x() >= 0 && seen.right() <= width && seen.y() >= 0 && seen.bottom() <= height, seen::toString);
        assertFalse(seen.intersects(LEGEND), seen::toString);
        assertFalse(seen.intersects(TOOLBAR), seen::toString);
    }

    @Test
    void theStartIsFirstSeenClearOfWhatLiesOverIt() {
        assertSeen(START, 800, 500);
    }

    @Test
    void whatIsJoinedToTheStartIsFirstSeenToo() {
        Box above = new Box(160, 640, 180, 40);
        showJoined(above);
        assertSeen(above, 800, 500);
        assertSeen(LOW_START, 800, 500);
    }

    @Test
    void whatIsJoinedFromFurtherAwayIsFirstSeenAsLongAsTheStartIs() {
        Box fits = new Box(400, 300, 180, 40);
        showJoined(fits);
        assertSeen(fits, 800, 500);
        assertSeen(LOW_START, 800, 500);
        Box tooFar = new Box(400, 150, 180, 40);
        showJoined(tooFar);
        assertSeen(LOW_START, 800, 500);
    }

    private void showJoined(Box other) {
        DiagramEdge edge = new DiagramEdge("edge", "start", "end", EdgeKind.BINDS, "", "");
        model.show(new LaidOutDiagram(
                new Diagram(laidOut(2000, 1600, other).diagram().nodes(), List.of(edge)),
                Map.of("start", LOW_START, "end", other),
                Map.of(),
                2000,
                1600));
        camera.lookAtBeginning();
    }

    @Test
    void theSelectedNodeIsFirstSeenToo() {
        model.selectNode("end");
        camera.lookAtBeginning();
        assertSeen(END, 800, 500);
    }

    @Test
    void anotherSizeShowsTheBeginningAgain() {
        Viewport first = camera.viewport();
        camera.resize(1900, 1100);
        assertSeen(START, 1900, 1100);
        camera.resize(800, 500);
        assertEquals(first, camera.viewport());
    }

    @Test
    void anotherSizeShowsAllAgainAfterAllWasAskedFor() {
        camera.pan(-300, 20);
        camera.lookAtAll();
        assertFalse(camera.isMoved());
        camera.resize(400, 300);
        assertTrue(onScreen(new Box(0, 0, 2000, 800)).width() > 150);
        assertSeen(START, 400, 300);
        assertSeen(END, 400, 300);
    }

    @Test
    void whatTheQuestionIsAboutIsFirstSeenAtTheRightEndToo() {
        model.show(laidOut(2000, 800, END, "end"));
        camera.lookAtBeginning();
        assertSeen(END, 800, 500);
    }

    @Test
    void nothingOfWhatIsSeenAsAWholeIsUnderWhatLiesOverIt() {
        Box end = new Box(400, 330, 180, 40);
        model.show(laidOut(620, 400, end));
        camera.lookAtBeginning();
        assertSeen(START, 800, 500);
        assertSeen(end, 800, 500);
    }

    @Test
    void whatIsClearAnywayStaysInTheMiddle() {
        model.show(laidOut(300, 80, new Box(210, 40, 80, 40)));
        camera.lookAtBeginning();
        assertEquals(Viewport.fit(300, 80, 800, 500), camera.viewport());
    }

    @Test
    void theMiddleStaysOnceItHasBeenMoved() {
        camera.pan(-300, 20);
        camera.zoom(1.5);
        assertTrue(camera.isMoved());
        Viewport before = camera.viewport();
        camera.resize(1900, 1100);
        Viewport after = camera.viewport();
        assertEquals(before.scale(), after.scale());
        assertEquals(before.toWorldX(400), after.toWorldX(950), 1e-9);
        assertEquals(before.toWorldY(250), after.toWorldY(550), 1e-9);
    }

    @Test
    void toRevealWhatIsSeenMovesNothing() {
        Viewport before = camera.viewport();
        camera.reveal(new Box(before.toWorldX(300), before.toWorldY(300), 50, 20));
        assertEquals(before, camera.viewport());
        assertFalse(camera.isMoved());
    }

    @Test
    void anotherQuestionIsShownFromItsBeginning() {
        camera.pan(-300, 20);
        model.show(laidOut(300, 200, new Box(200, 100, 80, 40)));
        camera.lookAtBeginning();
        assertFalse(camera.isMoved());
        assertSeen(START, 800, 500);
    }
}
