package dev.guise.ui.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverviewCornerTest {
    private static final double WIDTH = 800;
    private static final double HEIGHT = 600;
    private static final Box LEFT = new Box(60, 540, 80, 30);
    private static final Box RIGHT = new Box(660, 540, 80, 30);

    private final Map<String, DiagramNode> nodes = new HashMap<>();

    private PlacedDiagram placed(Map<String, Box> boxes) {
        List<DiagramNode> all = new ArrayList<>();
        boxes.keySet().forEach(id -> all.add(new DiagramNode(id, NodeKind.USER, id, "", Set.of(), "")));
        all.forEach(node -> nodes.put(node.id(), node));
        return new PlacedDiagram(new LaidOutDiagram(new Diagram(all, List.of()), boxes, Map.of(), 2000, 2000));
    }

    private static OverviewCorner freest(PlacedDiagram diagram, Optional<DiagramNode> selected) {
        return OverviewCorner.freest(diagram, selected, Viewport.IDENTITY, WIDTH, HEIGHT);
    }

    @Test
    void itIsOnTheRightWhereNothingIsHidden() {
        assertEquals(OverviewCorner.RIGHT, freest(placed(Map.of("start", LEFT)), Optional.empty()));
        assertEquals(OverviewCorner.RIGHT, freest(placed(Map.of()), Optional.empty()));
    }

    @Test
    void itIsOnTheLeftWhereTheRightWouldHideMore() {
        assertEquals(OverviewCorner.LEFT, freest(placed(Map.of("end", RIGHT)), Optional.empty()));
    }

    @Test
    void itNeverHidesWhatIsSelectedWhereTheOtherCornerDoesNot() {
        PlacedDiagram diagram = placed(Map.of("chosen", LEFT, "end", RIGHT, "other", new Box(680, 500, 80, 30)));
        assertEquals(OverviewCorner.LEFT, freest(diagram, Optional.empty()));
        assertEquals(OverviewCorner.RIGHT, freest(diagram, Optional.ofNullable(nodes.get("chosen"))));
    }
}
