package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.paint.Color;

/// The colours of a diagram. A canvas does not follow style sheets, so they are given here, once for light and once for
/// dark; a canvas is given the other palette when the theme changes.
///
/// @param background behind everything
/// @param surface    within a node
/// @param border     of a node
/// @param text       first lines
/// @param muted      second lines, labels
/// @param accent     selection and focus
/// @param danger     dangerous marks
/// @param grid       the overview's frame
/// @param nodes      of each kind of node
/// @param edges      of each kind of edge
public record DiagramPalette(
        Color background,
        Color surface,
        Color border,
        Color text,
        Color muted,
        Color accent,
        Color danger,
        Color grid,
        Map<NodeKind, Color> nodes,
        Map<EdgeKind, Color> edges) {

    public static final DiagramPalette LIGHT = new DiagramPalette(
            Color.web("#ffffff"),
            Color.web("#ffffff"),
            Color.web("#d0d7de"),
            Color.web("#24292f"),
            Color.web("#57606a"),
            Color.web("#0969da"),
            Color.web("#cf222e"),
            Color.web("#afb8c1"),
            nodes(
                    "#0969da", "#8250df", "#0e7c86", "#57606a", "#bc4c00", "#6e7781", "#3d5a80", "#7d6b4f", "#9a6700",
                    "#cf222e", "#6e7781"),
            edges("#57606a", "#3d5a80", "#7d6b4f", "#cf222e", "#0969da", "#9a6700", "#818b96", "#8250df"));

    public static final DiagramPalette DARK = new DiagramPalette(
            Color.web("#0d1117"),
            Color.web("#161b22"),
            Color.web("#30363d"),
            Color.web("#e6edf3"),
            Color.web("#8b949e"),
            Color.web("#58a6ff"),
            Color.web("#f85149"),
            Color.web("#484f58"),
            nodes(
                    "#58a6ff", "#bc8cff", "#39c5cf", "#8b949e", "#f0883e", "#8b949e", "#8eacd0", "#c6a96b", "#e3b341",
                    "#f85149", "#8b949e"),
            edges("#8b949e", "#8eacd0", "#c6a96b", "#f85149", "#58a6ff", "#e3b341", "#6e7681", "#bc8cff"));

    public DiagramPalette {
        nodes = Map.copyOf(nodes);
        edges = Map.copyOf(edges);
    }

    // In the order of the kinds.
    private static Map<NodeKind, Color> nodes(String... colours) {
        Map<NodeKind, Color> map = new EnumMap<>(NodeKind.class);
        for (NodeKind kind : NodeKind.values()) {
            map.put(kind, Color.web(colours[map.size()]));
        }
        return map;
    }

    private static Map<EdgeKind, Color> edges(String... colours) {
        Map<EdgeKind, Color> map = new EnumMap<>(EdgeKind.class);
        for (EdgeKind kind : EdgeKind.values()) {
            map.put(kind, Color.web(colours[map.size()]));
        }
        return map;
    }

    public Color of(NodeKind kind) {
        return nodes.getOrDefault(kind, muted);
    }

    public Color of(EdgeKind kind) {
        return edges.getOrDefault(kind, muted);
    }

    /// A colour mixed into the surface, for the tile behind an icon.
    Color tint(Color colour) {
        return surface.interpolate(colour, 0.16);
    }

    /// A colour as it looks when other things are in the foreground.
    Color dim(Color colour) {
        return background.interpolate(colour, 0.4);
    }

    /// The colour of a mark.
    public Color of(Mark mark) {
        return switch (mark) {
            case DANGEROUS, GOAL, CUT -> danger;
            case OWNED, START -> accent;
            case DEAD, BUILT_IN -> muted;
        };
    }
}
