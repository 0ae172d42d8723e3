package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A laid out diagram with an index by place, for drawing a part of it and for finding what is at a point.
public final class PlacedDiagram {
    private static final double NEAR = 5;

    private final LaidOutDiagram diagram;
    private final GridIndex<DiagramNode> nodes = new GridIndex<>();
    private final GridIndex<DiagramEdge> edges = new GridIndex<>();

    public PlacedDiagram(LaidOutDiagram diagram) {
        this.diagram = diagram;
        for (DiagramNode node : diagram.diagram().nodes()) {
            nodes.add(node, box(node));
        }
        for (DiagramEdge edge : diagram.diagram().edges()) {
            edges.add(edge, route(edge).bounds());
        }
    }

    public LaidOutDiagram diagram() {
        return diagram;
    }

    public Box box(DiagramNode node) {
        return diagram.boxes().getOrDefault(node.id(), new Box(0, 0, 0, 0));
    }

    public Route route(DiagramEdge edge) {
        Route route = diagram.routes().get(edge.id());
        return route != null && !route.points().isEmpty()
                ? route
                : new Route(List.of(new LaidOutDiagram.Point(0, 0)), Optional.empty());
    }

    public Set<DiagramNode> nodesIn(Box area) {
        return nodes.touching(area);
    }

    public Set<DiagramEdge> edgesIn(Box area) {
        return edges.touching(area);
    }

    /// What is at a point of the world: a node before an edge, the nearest edge within a few pixels of the screen.
    public Optional<DiagramTarget> at(double x, double y, double scale, DiagramModel model) {
        double near = NEAR / scale;
        Box around = new Box(x - near, y - near, 2 * near, 2 * near);
        for (DiagramNode node : nodes.touching(around)) {
            if (box(node).contains(x, y)) {
                return Optional.of(new DiagramTarget.OfNode(node));
            }
        }
        List<DiagramEdge> candidates = new ArrayList<>(edges.touching(around));
        return candidates.stream()
                .filter(model::isShown)
                .filter(edge -> route(edge).distance(x, y) <= near)
                .min(java.util.Comparator.comparingDouble(edge -> route(edge).distance(x, y)))
                .map(DiagramTarget.OfEdge::new);
    }
}
