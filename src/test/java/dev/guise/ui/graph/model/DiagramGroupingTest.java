package dev.guise.ui.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.InventedDiagrams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagramGroupingTest {
    private static Diagram star(int leaves) {
        List<DiagramNode> nodes = new ArrayList<>();
        List<DiagramEdge> edges = new ArrayList<>();
        nodes.add(new DiagramNode("root", NodeKind.USER, "root", "", Set.of(), ""));
        for (int i = 0; i < leaves; i++) {
            Set<Mark> marks = i == leaves - 1 ? Set.of(Mark.DANGEROUS) : Set.of();
            nodes.add(new DiagramNode("n" + i, NodeKind.ROLE, "n" + i, "", marks, ""));
            edges.add(new DiagramEdge("e" + i, "root", "n" + i, EdgeKind.BINDS, "", ""));
        }
        return new Diagram(nodes, edges);
    }

    private static List<DiagramNode> more(Diagram diagram) {
        return diagram.nodes().stream()
                .filter(node -> node.kind() == NodeKind.MORE)
                .toList();
    }

    @Test
    void siblingsBeyondTheFirstAreCounted() {
        DiagramGrouping grouping = new DiagramGrouping(8, 2000);
        assertEquals(List.of(), more(grouping.group(star(8), Set.of()).diagram()));
        assertEquals(List.of(), more(grouping.group(star(9), Set.of()).diagram()), "+1 more would save nothing");
        DiagramGrouping.Grouped grouped = grouping.group(star(10), Set.of());
        assertEquals("+2 more", more(grouped.diagram()).getFirst().title());
        assertEquals(10, grouped.diagram().nodes().size());
        assertEquals(9, grouped.diagram().edges().size());
        assertEquals(2, grouped.hidden().values().iterator().next().size());
    }

    @Test
    void markedNodesAreDrawnBeforeOthers() {
        Diagram grouped = new DiagramGrouping(3, 2000).group(star(20), Set.of()).diagram();
        assertTrue(grouped.nodes().stream().anyMatch(node -> node.id().equals("n19")));
    }

    @Test
    void openedGroupIsDrawn() {
        DiagramGrouping grouping = new DiagramGrouping(8, 2000);
        String id =
                more(grouping.group(star(20), Set.of()).diagram()).getFirst().id();
        assertEquals(star(20), grouping.group(star(20), Set.of(id)).diagram());
    }

    @Test
    void nothingIsLeftOutUncounted() {
        Diagram big = InventedDiagrams.random(7, 3000, 5000);
        DiagramGrouping.Grouped grouped = new DiagramGrouping(8, 500).group(big, Set.of());
        int hidden = grouped.hidden().values().stream().mapToInt(List::size).sum();
        int drawn = grouped.diagram().nodes().size() - more(grouped.diagram()).size();
        assertEquals(3000, hidden + drawn);
        assertEquals(501, grouped.diagram().nodes().size());
    }
}
