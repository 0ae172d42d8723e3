package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramIndex;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.CrossingMinimizationStrategy;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.GreedySwitchType;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jspecify.annotations.Nullable;

/// Lays out left to right with the layered algorithm of the Eclipse Layout Kernel. Nodes that had a place keep their
/// order from top to bottom; new ones come next to their neighbours.
///
/// Cost, warm and on a small machine: about 0.2 s for 200 nodes, 1 to 3 s for 2,000. The first one ever adds a second:
/// see [KeptLayouts#warmUp()].
public final class ElkLayout implements DiagramLayout {
    private static final int MANY_EDGES = 250;
    private static final int VERY_MANY_EDGES = 600;
    private static final double MARGIN = 24;

    private final DiagramFonts fonts;

    public ElkLayout(DiagramFonts fonts) {
        this.fonts = fonts;
    }

    @Override
    public LaidOutDiagram layOut(Diagram diagram, LaidOutDiagram before, BooleanSupplier cancelled) {
        if (diagram.isEmpty()) {
            return LaidOutDiagram.EMPTY;
        }
        // Registers the types of the options, without which their defaults cannot be read.
        LayoutMetaDataService.getInstance();
        boolean known = diagram.nodes().stream().anyMatch(node -> before.boxes().containsKey(node.id()));
        ElkNode graph = graph(diagram.edges().size(), known);
        Map<String, ElkNode> nodes = new HashMap<>();
        for (DiagramNode node : ordered(diagram, before)) {
            nodes.put(node.id(), add(graph, node));
        }
        Map<String, ElkEdge> edges = new LinkedHashMap<>();
        Map<Place, ElkPort> ports = new HashMap<>();
        boolean labelled = diagram.edges().size() <= MANY_EDGES;
        for (DiagramEdge edge : orderedEdges(diagram, nodes, graph)) {
            edges.put(edge.id(), connect(nodes, ports, edge, labelled));
        }
        new LayeredLayoutProvider().layout(graph, new Monitor(cancelled));
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        return read(diagram, graph, nodes, edges);
    }

    private static ElkNode graph(int edges, boolean known) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 16.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);
        graph.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 32.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 2.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 36.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        graph.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
        graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        if (known) {
            // The order of before is the order of now: what a person remembers is worth more than a crossing.
            graph.setProperty(LayeredOptions.CROSSING_MINIMIZATION_STRATEGY, CrossingMinimizationStrategy.NONE);
            graph.setProperty(LayeredOptions.CROSSING_MINIMIZATION_FORCE_NODE_MODEL_ORDER, true);
        }
        if (edges > VERY_MANY_EDGES) {
            graph.setProperty(LayeredOptions.THOROUGHNESS, 1);
            graph.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.LEFTUP);
            graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 4.0);
            graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 6.0);
            graph.setProperty(LayeredOptions.CROSSING_MINIMIZATION_GREEDY_SWITCH_TYPE, GreedySwitchType.OFF);
        }
        return graph;
    }

    private ElkNode add(ElkNode graph, DiagramNode node) {
        ElkNode box = ElkGraphUtil.createNode(graph);
        box.setWidth(NodeGeometry.width(node, fonts));
        box.setHeight(NodeGeometry.height(node));
        return box;
    }

    // Edges of one kind leave a node at one place and run together as far as they can.
    private record Place(ElkNode node, EdgeKind kind, PortSide side) {}

    private static ElkPort port(Map<Place, ElkPort> ports, @Nullable ElkNode node, EdgeKind kind, PortSide side) {
        return ports.computeIfAbsent(new Place(Objects.requireNonNull(node), kind, side), place -> {
            ElkPort port = ElkGraphUtil.createPort(place.node());
            port.setProperty(LayeredOptions.PORT_SIDE, side);
            place.node().setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
            return port;
        });
    }

    private ElkEdge connect(Map<String, ElkNode> nodes, Map<Place, ElkPort> ports, DiagramEdge edge, boolean labelled) {
        ElkPort source = port(ports, nodes.get(edge.source()), edge.kind(), PortSide.EAST);
        ElkPort target = port(ports, nodes.get(edge.target()), edge.kind(), PortSide.WEST);
        ElkEdge line = ElkGraphUtil.createSimpleEdge(source, target);
        if (labelled && !edge.label().isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(edge.label(), line);
            label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
            label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
            label.setWidth(fonts.plain().width(edge.label(), DiagramFonts.LABEL) + 12);
            label.setHeight(16);
        }
        return line;
    }

    // A node without a place takes the middle of its neighbours' places.
    private static List<DiagramNode> ordered(Diagram diagram, LaidOutDiagram before) {
        if (before.boxes().isEmpty()) {
            return diagram.nodes();
        }
        DiagramIndex index = new DiagramIndex(diagram);
        Map<String, Double> places = new HashMap<>();
        for (DiagramNode node : diagram.nodes()) {
            Box box = before.boxes().get(node.id());
            places.put(node.id(), box != null ? box.centreY() : neighbours(index, node, before));
        }
        List<DiagramNode> ordered = new ArrayList<>(diagram.nodes());
        ordered.sort(Comparator.comparingDouble(node -> places.getOrDefault(node.id(), 0.0)));
        return ordered;
    }

    private static double neighbours(DiagramIndex index, DiagramNode node, LaidOutDiagram before) {
        List<Box> around = new ArrayList<>();
        index.incoming(node.id()).forEach(edge -> addBox(around, before, edge.source()));
        index.outgoing(node.id()).forEach(edge -> addBox(around, before, edge.target()));
        OptionalDouble middle = around.stream().mapToDouble(Box::centreY).average();
        return middle.orElse(before.height());
    }

    private static void addBox(List<Box> boxes, LaidOutDiagram before, String id) {
        Optional.ofNullable(before.boxes().get(id)).ifPresent(boxes::add);
    }

    // Edges in the order of the nodes they reach, so that they do not cross for nothing.
    private static List<DiagramEdge> orderedEdges(Diagram diagram, Map<String, ElkNode> nodes, ElkNode graph) {
        Map<ElkNode, Integer> rank = new HashMap<>();
        graph.getChildren().forEach(node -> rank.put(node, rank.size()));
        List<DiagramEdge> ordered = new ArrayList<>(diagram.edges());
        ordered.sort(Comparator.comparingInt(edge -> rankOf(rank, nodes, edge.target())));
        return ordered;
    }

    private static int rankOf(Map<ElkNode, Integer> rank, Map<String, ElkNode> nodes, String id) {
        ElkNode node = nodes.get(id);
        return node == null ? 0 : rank.getOrDefault(node, 0);
    }

    private static LaidOutDiagram read(
            Diagram diagram, ElkNode graph, Map<String, ElkNode> nodes, Map<String, ElkEdge> edges) {
        Map<String, Box> boxes = new HashMap<>();
        nodes.forEach(
                (id, node) -> boxes.put(id, new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
        Map<String, Route> routes = new HashMap<>();
        edges.forEach((id, edge) -> routes.put(id, route(edge)));
        return new LaidOutDiagram(diagram, boxes, routes, graph.getWidth(), graph.getHeight());
    }

    private static Route route(ElkEdge edge) {
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new Point(bend.getX(), bend.getY()));
            }
            points.add(new Point(section.getEndX(), section.getEndY()));
        }
        Optional<Point> label = edge.getLabels().stream()
                .findFirst()
                .map(text -> new Point(text.getX() + text.getWidth() / 2, text.getY() + text.getHeight() / 2));
        return new Route(points, label);
    }

    private static final class Monitor extends NullElkProgressMonitor {
        private final BooleanSupplier cancelled;

        Monitor(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        @Override
        public boolean isCanceled() {
            return cancelled.getAsBoolean();
        }
    }
}
