package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.NodeKind;
/// The sizes of a node's parts, in logical pixels at zoom 1. Shared by layout, painter and SVG.

public final class NodeGeometry {
    static final double HEIGHT = 40;
    static final double LOW_HEIGHT = 30;
    public static final double TILE = 24;
    public static final double PADDING = 8;
    public static final double TEXT_LEFT = PADDING + TILE + PADDING;
    public static final double RADIUS = 6;
    public static final double MARK = 12;
    private static final double SMALLEST = 96;
    private static final double LARGEST = 248;
    private static final double LARGEST_RULE = 320;

    private NodeGeometry() {}

    static double height(DiagramNode node) {
        return node.subtitle().isEmpty() ? LOW_HEIGHT : HEIGHT;
    }

    static double width(DiagramNode node, DiagramFonts fonts) {
        double title = fonts.title(node.kind()).width(node.title(), titleSize(node.kind()));
        double subtitle = fonts.plain().width(node.subtitle(), DiagramFonts.SUBTITLE);
        double text = Math.max(title, subtitle);
        double marks = marksWidth(node);
        double most = node.kind() == NodeKind.RULE ? LARGEST_RULE : LARGEST;
        return Math.ceil(Math.clamp(TEXT_LEFT + text + marks + PADDING + 2, SMALLEST, most));
    }

    public static double marksWidth(DiagramNode node) {
        return node.marks().isEmpty() ? 0 : node.marks().size() * (MARK + 4) + 2;
    }

    /// Monospaced letters look larger at the same size.
    public static double titleSize(NodeKind kind) {
        return kind == NodeKind.RULE ? DiagramFonts.TITLE - 1 : DiagramFonts.TITLE;
    }
}
