package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.NodeGeometry;
import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

/// Draws the part of a diagram that a viewport shows. Immediate mode: every call draws everything visible, with less
/// detail the smaller it is. Works in screen coordinates, so that lines of one pixel stay lines of one pixel.
public final class DiagramPainter {
    private static final int MAX_LABELS = 300;
    private static final double FULL = 0.55;
    private static final double MIDDLE = 0.2;
    private static final double FINE_LINES = 0.3;
    private static final double TILES = 0.45;
    private static final double MIN_TITLE = 9;
    private static final int MANY_EDGES = 700;
    private static final double BEND = 6;
    private static final double ARROW = 7;

    private final DiagramFonts fonts;
    private final DiagramPalette palette;
    private final GraphicsContext g;
    private final Viewport view;
    private final Emphasis emphasis;
    private final double pixel;
    private int labels;

    /// @param pixel how many device pixels a logical pixel has
    public DiagramPainter(
            DiagramFonts fonts,
            DiagramPalette palette,
            GraphicsContext g,
            Viewport view,
            Emphasis emphasis,
            double pixel) {
        this.fonts = fonts;
        this.palette = palette;
        this.g = g;
        this.view = view;
        this.emphasis = emphasis;
        this.pixel = pixel;
    }

    /// Draws what is visible of a diagram on a surface of that size.
    public void paint(PlacedDiagram diagram, double width, double height) {
        paint(diagram, width, height, diagram::box, 1);
    }

    /// The same while nodes are on their way: `boxes` says where they are now, edges are as opaque as `edgeOpacity`.
    void paint(
            PlacedDiagram diagram, double width, double height, Function<DiagramNode, Box> boxes, double edgeOpacity) {
        g.setFill(palette.background());
        g.fillRect(0, 0, width, height);
        g.setTextBaseline(VPos.CENTER);
        Box area = view.visible(width, height);
        boolean moving = edgeOpacity < 1;
        Collection<DiagramNode> nodes = moving ? diagram.diagram().diagram().nodes() : diagram.nodesIn(area);
        Collection<DiagramEdge> edges = diagram.edgesIn(area);
        if (edgeOpacity > 0) {
            g.setGlobalAlpha(edgeOpacity);
            paintEdges(diagram, edges);
            g.setGlobalAlpha(1);
        }
        paintNodes(nodes, boxes);
        if (!moving && view.scale() >= FULL) {
            paintEdgeLabels(diagram, edges);
        }
    }

    // Those in the background first.
    private void paintEdges(PlacedDiagram diagram, Collection<DiagramEdge> edges) {
        List<DiagramEdge> front = new ArrayList<>();
        List<DiagramEdge> pointed = new ArrayList<>();
        boolean coarse = view.scale() < FINE_LINES || edges.size() > MANY_EDGES;
        for (DiagramEdge edge : edges) {
            if (emphasis.hiddenEdges().test(edge)) {
                continue;
            }
            if (emphasis.isPointedAt(edge.id())) {
                pointed.add(edge);
            } else if (emphasis.isDimmed(edge)) {
                paintEdge(diagram.route(edge), edge, palette.dim(palette.of(edge.kind())), coarse);
            } else {
                front.add(edge);
            }
        }
        front.forEach(edge -> paintEdge(diagram.route(edge), edge, palette.of(edge.kind()), coarse));
        pointed.forEach(edge -> paintPointed(diagram.route(edge), edge));
    }

    private void paintPointed(Route route, DiagramEdge edge) {
        g.setStroke(palette.accent().deriveColor(0, 1, 1, 0.3));
        g.setLineDashes();
        g.setLineWidth(9);
        strokeRounded(route.points());
        g.setStroke(palette.accent());
        g.setLineWidth(3);
        g.setLineDashes(dashes(edge));
        strokeRounded(route.points());
        g.setLineDashes();
        paintArrow(route.points(), palette.accent());
    }

    private void paintEdge(Route route, DiagramEdge edge, Color colour, boolean coarse) {
        if (coarse) {
            g.setFill(colour);
            paintThin(route.points());
            return;
        }
        double width = edge.kind().isStep() ? 1.6 : 1.1;
        g.setStroke(colour);
        g.setLineWidth(Math.max(width * Math.min(view.scale(), 1.5), 0.8));
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineDashes(dashes(edge));
        strokeRounded(route.points());
        g.setLineDashes();
        paintArrow(route.points(), colour);
    }

    private double[] dashes(DiagramEdge edge) {
        return edge.kind().dash().stream()
                .mapToDouble(length -> length * Math.max(view.scale(), 0.6))
                .toArray();
    }

    // Rectangles of one pixel cost a tenth of lines in the software pipeline.
    private void paintThin(List<Point> points) {
        double thin = 1 / pixel;
        for (int i = 1; i < points.size(); i++) {
            double x1 = snap(view.toScreenX(points.get(i - 1).x()));
            double y1 = snap(view.toScreenY(points.get(i - 1).y()));
            double x2 = snap(view.toScreenX(points.get(i).x()));
            double y2 = snap(view.toScreenY(points.get(i).y()));
            if (Math.abs(x1 - x2) < 1 || Math.abs(y1 - y2) < 1) {
                g.fillRect(
                        Math.min(x1, x2),
                        Math.min(y1, y2),
                        Math.max(Math.abs(x2 - x1), thin),
                        Math.max(Math.abs(y2 - y1), thin));
            } else {
                g.setStroke(g.getFill());
                g.setLineWidth(thin);
                g.strokeLine(x1, y1, x2, y2);
            }
        }
    }

    private void strokeRounded(List<Point> points) {
        g.beginPath();
        g.moveTo(
                line(view.toScreenX(points.getFirst().x())),
                line(view.toScreenY(points.getFirst().y())));
        for (int i = 1; i < points.size() - 1; i++) {
            double x = line(view.toScreenX(points.get(i).x()));
            double y = line(view.toScreenY(points.get(i).y()));
            double nx = line(view.toScreenX(points.get(i + 1).x()));
            double ny = line(view.toScreenY(points.get(i + 1).y()));
            double px = view.toScreenX(points.get(i - 1).x());
            double py = view.toScreenY(points.get(i - 1).y());
            double room = Math.min(Math.hypot(x - px, y - py), Math.hypot(nx - x, ny - y)) / 2;
            g.arcTo(x, y, nx, ny, Math.min(BEND * view.scale(), room));
        }
        g.lineTo(
                line(view.toScreenX(points.getLast().x())),
                line(view.toScreenY(points.getLast().y())));
        g.stroke();
    }

    private void paintArrow(List<Point> points, Color colour) {
        if (points.size() < 2) {
            return;
        }
        Point tip = points.getLast();
        Point from = points.get(points.size() - 2);
        double angle = Math.atan2(tip.y() - from.y(), tip.x() - from.x());
        double length = ARROW * Math.clamp(view.scale(), 0.6, 1.5);
        double x = view.toScreenX(tip.x());
        double y = line(view.toScreenY(tip.y()));
        g.setFill(colour);
        g.fillPolygon(
                new double[] {x, x - length * Math.cos(angle - 0.42), x - length * Math.cos(angle + 0.42)},
                new double[] {y, y - length * Math.sin(angle - 0.42), y - length * Math.sin(angle + 0.42)},
                3);
    }

    private void paintNodes(Collection<DiagramNode> nodes, Function<DiagramNode, Box> boxes) {
        for (DiagramNode node : nodes) {
            Box box = boxes.apply(node);
            if (view.scale() < MIDDLE) {
                paintSpeck(node, box);
            } else {
                paintNode(node, box);
            }
        }
    }

    private void paintSpeck(DiagramNode node, Box box) {
        Color colour = node.has(Mark.DEAD) ? palette.border() : palette.of(node.kind());
        Color fill = emphasis.isDimmed(node)
                ? palette.dim(colour)
                : palette.background().interpolate(colour, 0.7);
        double x = snap(view.toScreenX(box.x()));
        double y = snap(view.toScreenY(box.y()));
        double width = Math.max(snap(box.width() * view.scale()), 2);
        double height = Math.max(snap(box.height() * view.scale()), 2);
        g.setFill(fill);
        g.fillRect(x, y, width, height);
        if (emphasis.isPointedAt(node.id())) {
            g.setStroke(palette.accent());
            g.setLineWidth(2);
            g.strokeRect(x - 2, y - 2, width + 4, height + 4);
        }
    }

    private void paintNode(DiagramNode node, Box box) {
        double s = view.scale();
        double x = snap(view.toScreenX(box.x()));
        double y = snap(view.toScreenY(box.y()));
        double width = snap(box.width() * s);
        double height = snap(box.height() * s);
        boolean dimmed = emphasis.isDimmed(node);
        double radius = NodeGeometry.RADIUS * 2 * s;
        paintHalo(node, x, y, width, height, radius);
        g.setFill(palette.surface());
        g.fillRoundRect(x, y, width, height, radius, radius);
        paintBorder(node, x, y, width, height, radius, dimmed);
        if (s >= TILES) {
            paintTile(node, x + NodeGeometry.PADDING * s, y + height / 2, dimmed);
        }
        paintText(node, x, y, width, height, dimmed);
    }

    private void paintHalo(DiagramNode node, double x, double y, double width, double height, double radius) {
        boolean selected = emphasis.selected().filter(node.id()::equals).isPresent();
        if (selected) {
            g.setFill(palette.accent().deriveColor(0, 1, 1, 0.28));
            g.fillRoundRect(x - 4, y - 4, width + 8, height + 8, radius + 8, radius + 8);
        }
    }

    private void paintBorder(
            DiagramNode node, double x, double y, double width, double height, double radius, boolean dimmed) {
        boolean pointed = emphasis.isPointedAt(node.id());
        boolean danger = node.has(Mark.DANGEROUS) || node.has(Mark.GOAL);
        Color colour = pointed ? palette.accent() : danger ? palette.danger() : palette.border();
        g.setStroke(dimmed && !pointed ? palette.dim(colour) : colour);
        double line = pointed ? 2 : danger ? 1.4 : 1;
        g.setLineWidth(line);
        boolean dashed = node.has(Mark.DEAD) || node.kind() == NodeKind.MORE;
        g.setLineDashes(dashed ? new double[] {4, 3} : new double[0]);
        double inset = 0.5 / pixel;
        g.strokeRoundRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, radius, radius);
        g.setLineDashes();
    }

    private void paintTile(DiagramNode node, double left, double middle, boolean dimmed) {
        double size = NodeGeometry.TILE * view.scale();
        Color own = node.has(Mark.DEAD) ? palette.muted() : palette.of(node.kind());
        Color colour = dimmed ? palette.dim(own) : own;
        g.setFill(palette.tint(colour));
        fillShape(node.kind().shape(), left, middle - size / 2, size);
        double icon = Math.round(13 * view.scale() * 2) / 2.0;
        if (icon < 6) {
            return;
        }
        g.setFill(colour);
        g.setFont(fonts.iconFont(icon));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(Character.toString(node.kind().icon().getCode()), left + size / 2, middle);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private void fillShape(NodeKind.Shape shape, double x, double y, double size) {
        double m = size / 2;
        double q = size / 4;
        switch (shape) {
            case CIRCLE -> g.fillOval(x, y, size, size);
            case SQUARE -> g.fillRoundRect(x, y, size, size, size / 3, size / 3);
            case DIAMOND ->
                g.fillPolygon(
                        new double[] {x + m, x + size + 2, x + m, x - 2},
                        new double[] {y - 2, y + m, y + size + 2, y + m},
                        4);
            case HEXAGON ->
                g.fillPolygon(
                        new double[] {x + q - 1, x + size - q + 1, x + size + 1, x + size - q + 1, x + q - 1, x - 1},
                        new double[] {y, y, y + m, y + size, y + size, y + m},
                        6);
        }
    }

    private void paintText(DiagramNode node, double x, double y, double width, double height, boolean dimmed) {
        if (labels >= MAX_LABELS) {
            return;
        }
        double s = view.scale();
        double marks = NodeGeometry.marksWidth(node) * s;
        // Names stay as long as there is room for some letters: without them a box says nothing.
        double left = x + (s >= TILES ? NodeGeometry.TEXT_LEFT : NodeGeometry.PADDING / 2) * s;
        double shownMarks = s >= FULL ? marks : 0;
        double room = x + width - NodeGeometry.PADDING / (s >= TILES ? 1 : 2) * s - shownMarks - left + 2;
        double size = Math.max(textSize(NodeGeometry.titleSize(node.kind())), Math.min(MIN_TITLE, height));
        boolean two = !node.subtitle().isEmpty() && s >= FULL;
        Color text = node.has(Mark.DEAD) ? palette.muted() : palette.text();
        g.setFill(dimmed ? palette.dim(text) : text);
        g.setFont(fonts.titleFont(node.kind(), size));
        double titleY = two ? y + height / 2 - 8 * s : y + height / 2;
        g.fillText(fonts.title(node.kind()).fit(node.title(), size, room), left, snap(titleY));
        labels++;
        if (two) {
            double small = textSize(DiagramFonts.SUBTITLE);
            g.setFill(dimmed ? palette.dim(palette.muted()) : palette.muted());
            g.setFont(fonts.font(small));
            double wide = room + marks;
            g.fillText(fonts.plain().fit(node.subtitle(), small, wide), left, snap(y + height / 2 + 8 * s));
            labels++;
        }
        if (s >= FULL) {
            paintMarks(node, x + width - NodeGeometry.PADDING * s, titleY, dimmed);
        }
    }

    private void paintMarks(DiagramNode node, double right, double middle, boolean dimmed) {
        double size = NodeGeometry.MARK * view.scale();
        double x = right - size;
        g.setFont(fonts.iconFont(Math.round(size * 2) / 2.0));
        for (Mark mark : node.marks().stream().sorted().toList()) {
            Color colour = palette.of(mark);
            g.setFill(dimmed ? palette.dim(colour) : colour);
            g.fillText(Character.toString(mark.icon().getCode()), x, middle);
            x -= size + 4 * view.scale();
        }
    }

    private void paintEdgeLabels(PlacedDiagram diagram, Collection<DiagramEdge> edges) {
        double size = textSize(DiagramFonts.LABEL);
        g.setFont(fonts.font(size));
        for (DiagramEdge edge : edges) {
            if (labels >= MAX_LABELS) {
                return;
            }
            boolean pointed = emphasis.isPointedAt(edge.id());
            boolean hidden = edge.label().isEmpty() || emphasis.hiddenEdges().test(edge);
            Route route = diagram.route(edge);
            if (hidden || (route.label().isEmpty() && !pointed)) {
                continue;
            }
            Point at = route.label().orElseGet(() -> middle(route));
            paintLabel(edge, at, size, pointed);
        }
    }

    private static Point middle(Route route) {
        List<Point> points = route.points();
        Point a = points.get((points.size() - 1) / 2);
        Point b = points.get(points.size() / 2);
        return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }

    private void paintLabel(DiagramEdge edge, Point at, double size, boolean pointed) {
        double width = fonts.plain().width(edge.label(), size) + 8 * view.scale();
        double height = size + 4 * view.scale();
        double x = snap(view.toScreenX(at.x()) - width / 2);
        double y = snap(line(view.toScreenY(at.y())) - height / 2);
        Color colour = edge.kind() == EdgeKind.DEAD ? palette.muted() : palette.of(edge.kind());
        boolean dimmed = emphasis.isDimmed(edge) && !pointed;
        g.setFill(palette.background());
        g.fillRoundRect(x, y, width, height, height, height);
        g.setFill(dimmed ? palette.dim(colour) : colour);
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(edge.label(), x + width / 2, y + height / 2);
        g.setTextAlign(TextAlignment.LEFT);
        labels++;
    }

    // Few different sizes, so that glyphs are found in the cache again.
    private double textSize(double size) {
        return Math.round(size * view.scale() * 4) / 4.0;
    }

    private double snap(double at) {
        return Math.round(at * pixel) / pixel;
    }

    private double line(double at) {
        return snap(at) + 0.5 / pixel;
    }
}
