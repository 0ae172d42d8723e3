package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Keeps the layouts of the diagrams seen lately. What lays them out is made when it is first wanted: its libraries are
/// large, and the first window does not wait for them.
public final class KeptLayouts implements DiagramLayout {
    private static final int KEPT = 12;

    private final Supplier<DiagramLayout> maker;
    private final Map<Diagram, LaidOutDiagram> kept = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<DiagramLayout> made = Optional.empty();

    /// @param maker of what lays out; called once, on the thread that first wants a layout
    public KeptLayouts(Supplier<DiagramLayout> maker) {
        this.maker = maker;
    }

    /// Loads the classes of the layout by laying out three nodes. For a thread of its own at start.
    public void warmUp() {
        List<DiagramNode> nodes = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            nodes.add(new DiagramNode(id, NodeKind.USER, id, "", Set.of(), ""));
        }
        DiagramEdge one = new DiagramEdge("1", "a", "b", EdgeKind.BINDS, "x", "");
        DiagramEdge two = new DiagramEdge("2", "a", "c", EdgeKind.BINDS, "", "");
        layout().layOut(new Diagram(nodes, List.of(one, two)), LaidOutDiagram.EMPTY, () -> false);
    }

    @Override
    public LaidOutDiagram layOut(Diagram diagram, LaidOutDiagram before, BooleanSupplier cancelled) {
        Optional<LaidOutDiagram> known = lookUp(diagram);
        if (known.isPresent()) {
            return known.get();
        }
        LaidOutDiagram result = layout().layOut(diagram, before, cancelled);
        keep(diagram, result);
        return result;
    }

    private synchronized DiagramLayout layout() {
        DiagramLayout layout = made.orElseGet(maker);
        made = Optional.of(layout);
        return layout;
    }

    private synchronized Optional<LaidOutDiagram> lookUp(Diagram diagram) {
        return Optional.ofNullable(kept.get(diagram));
    }

    private synchronized void keep(Diagram diagram, LaidOutDiagram result) {
        kept.put(diagram, result);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
