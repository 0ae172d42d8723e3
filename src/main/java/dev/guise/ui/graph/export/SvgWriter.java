package dev.guise.ui.graph.export;

import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.NodeGeometry;
import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.LaidOutDiagram.Point;
import dev.guise.ui.graph.model.LaidOutDiagram.Route;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import dev.guise.ui.graph.paint.DiagramPalette;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;

/// A diagram as SVG: text stays text, tooltips become titles, icons become the kind's first letters since the icon
/// font cannot be relied on elsewhere. Needs no window.
public final class SvgWriter {
    private final DiagramFonts fonts;
    private final DiagramPalette palette;

    public SvgWriter(DiagramFonts fonts, DiagramPalette palette) {
        this.fonts = fonts;
        this.palette = palette;
    }

    /// The document, well-formed XML whatever the names are.
    public String write(LaidOutDiagram diagram) {
        StringBuilder svg = new StringBuilder(1 << 12);
        String width = number(diagram.width());
        String height = number(diagram.height());
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"system-ui, sans-serif\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"" + hex(palette.background()) + "\"/>\n");
        PlacedDiagram placed = new PlacedDiagram(diagram);
        diagram.diagram().edges().forEach(edge -> edge(svg, edge, placed.route(edge)));
        diagram.diagram().nodes().forEach(node -> node(svg, node, placed.box(node)));
        diagram.diagram().edges().forEach(edge -> label(svg, edge, placed.route(edge)));
        return svg.append("</svg>\n").toString();
    }

    private void edge(StringBuilder svg, DiagramEdge edge, Route route) {
        if (route.points().size() < 2) {
            return;
        }
        String colour = hex(palette.of(edge.kind()));
        String points = route.points().stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
        String dash = edge.kind().dash().stream().map(SvgWriter::number).collect(Collectors.joining(" "));
        svg.append("<g>" + title(edge.note()) + "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colour
                + "\" stroke-width=\"" + (edge.kind().isStep() ? "1.6" : "1.1") + "\" stroke-linejoin=\"round\""
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"") + "/>");
        arrow(svg, route.points(), colour);
        svg.append("</g>\n");
    }

    private static void arrow(StringBuilder svg, List<Point> points, String colour) {
        Point tip = points.getLast();
        Point from = points.get(points.size() - 2);
        double degrees = Math.toDegrees(Math.atan2(tip.y() - from.y(), tip.x() - from.x()));
        svg.append("<path d=\"M0 0 L-7 -3 L-7 3 Z\" fill=\"" + colour + "\" transform=\"translate(" + number(tip.x())
                + " " + number(tip.y()) + ") rotate(" + number(degrees) + ")\"/>");
    }

    private void node(StringBuilder svg, DiagramNode node, Box box) {
        boolean danger = node.has(Mark.DANGEROUS) || node.has(Mark.GOAL);
        boolean dead = node.has(Mark.DEAD);
        String tile = hex(dead ? palette.muted() : palette.of(node.kind()));
        double middle = box.height() / 2;
        svg.append(
                "<g transform=\"translate(" + number(box.x()) + " " + number(box.y()) + ")\">" + title(node.tooltip())
                        + "<rect width=\"" + number(box.width()) + "\" height=\"" + number(box.height())
                        + "\" rx=\"6\" fill=\"" + hex(palette.surface()) + "\" stroke=\""
                        + hex(danger ? palette.danger() : palette.border()) + "\""
                        + (dead || node.kind() == NodeKind.MORE ? " stroke-dasharray=\"4 3\"" : "") + "/>");
        svg.append("<rect x=\"8\" y=\"" + number(middle - 12) + "\" width=\"24\" height=\"24\" rx=\""
                + (node.kind().shape() == NodeKind.Shape.CIRCLE ? 12 : 4) + "\" fill=\"" + tile
                + "\" fill-opacity=\"0.16\"/>");
        text(svg, initials(node.kind()), 20, middle, 10, tile, "text-anchor=\"middle\" font-weight=\"bold\"");
        String colour = hex(dead ? palette.muted() : palette.text());
        double room = box.width() - NodeGeometry.TEXT_LEFT - NodeGeometry.PADDING;
        double size = NodeGeometry.titleSize(node.kind());
        boolean two = !node.subtitle().isEmpty();
        String family = node.kind() == NodeKind.RULE ? "font-family=\"monospace\"" : "";
        String marks = node.marks().isEmpty() ? "" : " " + marks(node);
        String shown = fonts.title(node.kind()).fit(node.title(), size, room);
        text(svg, shown, NodeGeometry.TEXT_LEFT, two ? middle - 8 : middle, size, colour, family);
        if (two || !marks.isEmpty()) {
            String second = fonts.plain().fit(node.subtitle() + marks, DiagramFonts.SUBTITLE, room);
            text(svg, second, NodeGeometry.TEXT_LEFT, middle + 8, DiagramFonts.SUBTITLE, hex(palette.muted()), "");
        }
        svg.append("</g>\n");
    }

    private static String marks(DiagramNode node) {
        return node.marks().stream().sorted().map(Mark::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String initials(NodeKind kind) {
        return switch (kind) {
            case USER -> "U";
            case GROUP -> "G";
            case SERVICE_ACCOUNT -> "SA";
            case NODE -> "N";
            case ANYONE -> "*";
            case BINDING -> "B";
            case ROLE -> "R";
            case RULE -> "=";
            case TECHNIQUE -> "T";
            case GOAL -> "!";
            case MORE -> "+";
        };
    }

    private void label(StringBuilder svg, DiagramEdge edge, Route route) {
        if (edge.label().isEmpty() || route.label().isEmpty()) {
            return;
        }
        Point at = route.label().get();
        double width = fonts.plain().width(edge.label(), DiagramFonts.LABEL) + 8;
        svg.append("<rect x=\"" + number(at.x() - width / 2) + "\" y=\"" + number(at.y() - 7) + "\" width=\""
                + number(width) + "\" height=\"14\" rx=\"7\" fill=\"" + hex(palette.background()) + "\"/>");
        String colour = hex(edge.kind() == EdgeKind.DEAD ? palette.muted() : palette.of(edge.kind()));
        text(svg, edge.label(), at.x(), at.y(), DiagramFonts.LABEL, colour, "text-anchor=\"middle\"");
        svg.append('\n');
    }

    private static void text(
            StringBuilder svg, String text, double x, double y, double size, String colour, String more) {
        svg.append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size) + "\" fill=\""
                + colour + "\" dominant-baseline=\"central\"" + (more.isEmpty() ? "" : " " + more) + ">" + escape(text)
                + "</text>");
    }

    private static String title(String text) {
        return text.isEmpty() ? "" : "<title>" + escape(text) + "</title>";
    }

    /// Names come from a cluster: characters XML does not allow become `\uFFFD`.
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        boolean control = c < 0x20 && c != '\n' && c != '\t';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String hex(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }
}
