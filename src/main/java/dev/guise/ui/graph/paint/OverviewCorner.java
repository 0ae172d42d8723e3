package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;

/// Where the overview lies over the diagram: in one of the lower corners.
public enum OverviewCorner {
    RIGHT(Pos.BOTTOM_RIGHT),
    LEFT(Pos.BOTTOM_LEFT);

    /// Its size with its border, and how far it is from the edges.
    static final double WIDTH = 178;
    static final double HEIGHT = 114;
    public static final double EDGE = 12;

    private final Pos pos;

    OverviewCorner(Pos pos) {
        this.pos = pos;
    }

    /// For the layout.
    public Pos pos() {
        return pos;
    }

    /// The one that hides fewest nodes, above all not the selected one.
    static OverviewCorner freest(
            PlacedDiagram diagram, Optional<DiagramNode> selected, Viewport view, double width, double height) {
        return Arrays.stream(values())
                .min(Comparator.<OverviewCorner, Boolean>comparing(
                                corner -> selected.filter(corner.hidden(diagram, view, width, height)::contains)
                                        .isPresent())
                        .thenComparingInt(corner ->
                                corner.hidden(diagram, view, width, height).size()))
                .orElse(RIGHT);
    }

    /// The nodes under it on a screen of that size.
    Set<DiagramNode> hidden(PlacedDiagram diagram, Viewport view, double width, double height) {
        double left = this == LEFT ? EDGE : width - EDGE - WIDTH;
        double top = height - EDGE - HEIGHT;
        return diagram.nodesIn(
                new Box(view.toWorldX(left), view.toWorldY(top), WIDTH / view.scale(), HEIGHT / view.scale()));
    }
}
