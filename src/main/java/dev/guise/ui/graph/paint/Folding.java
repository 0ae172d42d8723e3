package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folds what is wide and low, a path above all, into rows that are read one after the other, so that it fits its place
/// at a size that can be read. Only between layers that few bundles of edges join: what leaves the end of a row comes
/// in at the beginning of the next. Quadratic in the layers, linear in the rest.
public final class Folding {
    private static final double[] SCALES = {1, 0.95, 0.9, 0.85, 0.8, 0.75};
    private static final double WORTH_IT = 1.1;
    private static final double READABLE_AT_ONCE = 0.95;
    private static final double MARGIN = 24;
    private static final double TURN = 16;
    private static final double BESIDE = 6;
    private static final int MAX_JOINING = 3;
    private static final int MAX_NODES = 80;
    private static final Box NOWHERE = new Box(0, 0, 0, 0);

    private final LaidOutDiagram whole;
    private final List<List<DiagramNode>> layers = new ArrayList<>();
    private final Map<String, Integer> layerOf = new HashMap<>();

    private Folding(LaidOutDiagram whole) {
        this.whole = whole;
        whole.diagram().nodes().stream()
                .sorted(Comparator.comparingDouble(node -> box(node.id()).x()))
                .forEach(this::addToLayer);
    }

    /// The diagram in as many rows as make it largest in a place of that size; the diagram itself where that is one.
    public static LaidOutDiagram fold(LaidOutDiagram diagram, double width, double height) {
        double asItIs =
                Viewport.fit(diagram.width(), diagram.height(), width, height).scale();
        boolean foldable = width > 0
                && height > 0
                && asItIs < READABLE_AT_ONCE
                && diagram.diagram().nodes().size() <= MAX_NODES;
        if (!foldable) {
            return diagram;
        }
        Folding folding = new Folding(diagram);
        for (double scale : SCALES) {
            if (scale < asItIs * WORTH_IT) {
                break;
            }
            Optional<LaidOutDiagram> folded = folding.within(width / scale)
                    .filter(rows -> rows.height() * scale <= height && rows.width() * scale <= width);
            if (folded.isPresent()) {
                return folded.get();
            }
        }
        // Reading on downwards is easier than to the right and back for each step.
        return folding.within(width / Viewport.READABLE)
                .filter(rows -> rows.width() * Viewport.READABLE <= width)
                .orElse(diagram);
    }

    private Box box(String id) {
        return whole.boxes().getOrDefault(id, NOWHERE);
    }

    private Route route(DiagramEdge edge) {
        return whole.routes().getOrDefault(edge.id(), new Route(List.of(), Optional.empty()));
    }

    // Nodes that stand above one another, seen from the left, are one layer.
    private void addToLayer(DiagramNode node) {
        boolean beside = layers.isEmpty()
                || layers.getLast().stream()
                        .noneMatch(other ->
                                box(other.id()).right() > box(node.id()).x());
        if (beside) {
            layers.add(new ArrayList<>());
        }
        layers.getLast().add(node);
        layerOf.put(node.id(), layers.size() - 1);
    }

    private int layer(String id) {
        return layerOf.getOrDefault(id, 0);
    }

    private double left(int layer) {
        return layers.get(layer).stream()
                .mapToDouble(node -> box(node.id()).x())
                .min()
                .orElse(0);
    }

    private double right(int layer) {
        return layers.get(layer).stream()
                .mapToDouble(node -> box(node.id()).right())
                .max()
                .orElse(0);
    }

    /// Whether a row may end with a layer.
    private boolean mayEnd(int layer) {
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (DiagramEdge edge : whole.diagram().edges()) {
            int from = layer(edge.source());
            int to = layer(edge.target());
            boolean crosses = Math.min(from, to) <= layer && Math.max(from, to) > layer;
            if (crosses && (from != layer || to != layer + 1)) {
                return false;
            }
            if (crosses) {
                sources.add(edge.source());
                targets.add(edge.target());
            }
        }
        return Math.min(sources.size(), targets.size()) <= MAX_JOINING;
    }

    /// The rows' first layers when no row is wider; empty when some layers that cannot be parted are.
    private Optional<List<Integer>> rows(double width) {
        List<Integer> firsts = new ArrayList<>(List.of(0));
        int possible = -1;
        for (int layer = 0; layer < layers.size(); layer++) {
            double room = width - 2 * (MARGIN + TURN + MAX_JOINING * BESIDE);
            if (right(layer) - left(firsts.getLast()) > room) {
                if (possible < firsts.getLast()) {
                    return Optional.empty();
                }
                firsts.add(possible + 1);
                layer = Math.max(layer, possible + 1);
            }
            if (mayEnd(layer)) {
                possible = layer;
            }
        }
        return firsts.size() < 2 ? Optional.empty() : Optional.of(firsts);
    }

    private Optional<LaidOutDiagram> within(double width) {
        return rows(width).map(this::placed);
    }

    // ---- places ----

    private LaidOutDiagram placed(List<Integer> firsts) {
        Map<String, Box> boxes = new HashMap<>();
        Map<String, Route> routes = new HashMap<>();
        Map<Integer, List<DiagramEdge>> joining = new HashMap<>();
        double top = MARGIN;
        double widest = 0;
        List<Double> bottoms = new ArrayList<>();
        for (int row = 0; row < firsts.size(); row++) {
            int first = firsts.get(row);
            int last = row + 1 < firsts.size() ? firsts.get(row + 1) - 1 : layers.size() - 1;
            Box extent = extent(first, last);
            double dx = MARGIN + TURN + MAX_JOINING * BESIDE - extent.x();
            double dy = top - extent.y();
            for (DiagramNode node : whole.diagram().nodes()) {
                if (layer(node.id()) >= first && layer(node.id()) <= last) {
                    Box box = box(node.id());
                    boxes.put(node.id(), new Box(box.x() + dx, box.y() + dy, box.width(), box.height()));
                }
            }
            for (DiagramEdge edge : whole.diagram().edges()) {
                int from = layer(edge.source());
                if (from < first || from > last) {
                    continue;
                }
                if (layer(edge.target()) > last) {
                    joining.computeIfAbsent(row, key -> new ArrayList<>()).add(edge);
                } else {
                    routes.put(edge.id(), moved(route(edge), dx, dy));
                }
            }
            widest = Math.max(widest, extent.right() + dx);
            bottoms.add(top + extent.height());
            top += extent.height()
                    + 2 * TURN
                    + BESIDE * bundles(joining.getOrDefault(row, List.of())).size();
        }
        double end = widest;
        joining.forEach((row, edges) -> join(edges, bottoms.get(row), end, boxes, routes));
        return new LaidOutDiagram(
                whole.diagram(),
                boxes,
                routes,
                widest + TURN + MAX_JOINING * BESIDE + MARGIN,
                bottoms.getLast() + MARGIN);
    }

    private Box extent(int first, int last) {
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int layer = first; layer <= last; layer++) {
            for (DiagramNode node : layers.get(layer)) {
                top = Math.min(top, box(node.id()).y());
                bottom = Math.max(bottom, box(node.id()).bottom());
            }
        }
        for (DiagramEdge edge : whole.diagram().edges()) {
            Route route = route(edge);
            boolean within =
                    layer(edge.source()) >= first && layer(edge.target()) <= last && layer(edge.source()) <= last;
            if (within && !route.points().isEmpty()) {
                top = Math.min(top, route.bounds().y());
                bottom = Math.max(bottom, route.bounds().bottom());
            }
        }
        return new Box(left(first), top, right(last) - left(first), bottom - top);
    }

    private static Route moved(Route route, double dx, double dy) {
        return new Route(
                route.points().stream()
                        .map(point -> new Point(point.x() + dx, point.y() + dy))
                        .toList(),
                route.label().map(point -> new Point(point.x() + dx, point.y() + dy)));
    }

    // Edges that leave one node, or else those that reach one, run together.
    private static List<List<DiagramEdge>> bundles(List<DiagramEdge> edges) {
        Map<String, List<DiagramEdge>> bySource = new LinkedHashMap<>();
        Map<String, List<DiagramEdge>> byTarget = new LinkedHashMap<>();
        for (DiagramEdge edge : edges) {
            bySource.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge);
            byTarget.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge);
        }
        return List.copyOf((bySource.size() <= byTarget.size() ? bySource : byTarget).values());
    }

    // Round the end of the row, back between the two, and in at the beginning of the next.
    private static void join(
            List<DiagramEdge> edges, double bottom, double end, Map<String, Box> boxes, Map<String, Route> routes) {
        List<List<DiagramEdge>> bundles = bundles(edges);
        for (int i = 0; i < bundles.size(); i++) {
            double out = end + TURN + i * BESIDE;
            double in = MARGIN + i * BESIDE;
            double between = bottom + TURN + i * BESIDE;
            boolean alone = bundles.get(i).size() == 1;
            for (DiagramEdge edge : bundles.get(i)) {
                Box from = boxes.getOrDefault(edge.source(), NOWHERE);
                Box to = boxes.getOrDefault(edge.target(), NOWHERE);
                routes.put(
                        edge.id(),
                        new Route(
                                List.of(
                                        new Point(from.right(), from.centreY()),
                                        new Point(out, from.centreY()),
                                        new Point(out, between),
                                        new Point(in, between),
                                        new Point(in, to.centreY()),
                                        new Point(to.x(), to.centreY())),
                                alone ? Optional.of(new Point((in + out) / 2, between)) : Optional.empty()));
            }
        }
    }
}
