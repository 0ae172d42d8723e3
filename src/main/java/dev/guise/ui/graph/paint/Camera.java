package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.layout.FreePlaces;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What part of a diagram is looked at, on a screen of some size. With each size it is chosen anew, until a person
/// moves it: from then on the middle stays what it is. All sizes are in pixels.
public final class Camera {
    private static final double MARGIN = 48;
    private static final double GAP = 8;
    private static final Box NOWHERE = new Box(0, 0, 0, 0);

    private enum Aim {
        BEGINNING,
        ALL,
        CHOSEN
    }

    private final DiagramModel model;
    private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(Viewport.IDENTITY);
    private Supplier<List<Box>> covering = List::of;
    private Aim aim = Aim.BEGINNING;
    private double width;
    private double height;

    Camera(DiagramModel model) {
        this.model = model;
    }

    ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    Viewport viewport() {
        return viewport.get();
    }

    /// What lies over the screen: the beginning is shown clear of it.
    public void setCovering(Supplier<List<Box>> source) {
        covering = source;
    }

    /// Whether a person has moved it since it last looked at the beginning or at all.
    public boolean isMoved() {
        return aim == Aim.CHOSEN;
    }

    void resize(double newWidth, double newHeight) {
        double x = viewport.get().toWorldX(width / 2);
        double y = viewport.get().toWorldY(height / 2);
        boolean sized = width > 0 && height > 0;
        width = newWidth;
        height = newHeight;
        if (aim != Aim.CHOSEN) {
            aimAgain();
        } else if (sized) {
            viewport.set(viewport.get().centre(x, y, width, height));
        }
    }

    /// Looks at all of it where that can be read, else at its beginning.
    void lookAtBeginning() {
        aim = Aim.BEGINNING;
        aimAgain();
    }

    void lookAtAll() {
        aim = Aim.ALL;
        aimAgain();
    }

    /// Looks at the same as before, of a diagram that has been laid out for another size.
    void aimAgain() {
        LaidOutDiagram diagram = model.diagram();
        if (width <= 0 || height <= 0 || diagram.diagram().isEmpty()) {
            return;
        }
        switch (aim) {
            case BEGINNING -> viewport.set(beginning(diagram));
            case ALL -> viewport.set(all(diagram));
            case CHOSEN -> {
                // It stays.
            }
        }
    }

    private Viewport beginning(LaidOutDiagram diagram) {
        Viewport all = all(diagram);
        return all.isReadable() ? all : part(diagram);
    }

    /// All of it, clear of what lies over the screen: in the middle where nothing comes to lie under that, else where
    /// it is largest.
    private Viewport all(LaidOutDiagram diagram) {
        List<Box> covers = covers();
        Viewport middle = Viewport.fit(diagram.width(), diagram.height(), width, height);
        boolean clear = diagram.boxes().values().stream()
                .map(middle::toScreen)
                .noneMatch(box -> covers.stream().anyMatch(box::intersects));
        return clear
                ? middle
                : FreePlaces.of(covers, width, height, GAP).stream()
                        .map(place -> Viewport.fit(diagram.width(), diagram.height(), place))
                        .max(Comparator.comparingDouble(Viewport::scale)
                                .thenComparing(Comparator.comparingDouble(middle::distance)
                                        .reversed()))
                        .orElse(middle);
    }

    private Viewport part(LaidOutDiagram diagram) {
        List<Box> covers = covers();
        Box about = about(diagram);
        double lowest =
                covers.stream().mapToDouble(cover -> cover.bottom() + GAP).max().orElse(0);
        double top = Math.min(lowest, height / 3);
        Viewport first = Viewport.first(new Box(0, 0, diagram.width(), diagram.height()), about, width, height, top);
        Viewport clear = withNext(diagram, covers, clearOf(covers, first, about));
        return selected(diagram)
                .map(box -> clearOf(covers, clear.reveal(box, width, height, GAP), box))
                .orElse(clear);
    }

    // What is joined to it is seen, too, as far as it and what was seen before stay in sight.
    private Viewport withNext(LaidOutDiagram diagram, List<Box> covers, Viewport view) {
        Box about = about(diagram);
        List<Box> seen = new ArrayList<>(List.of(about));
        Viewport best = view;
        for (Box next : joined(diagram, about)) {
            Viewport moved = clearOf(covers, best.reveal(next, width, height, GAP), next);
            List<Box> wanted = new ArrayList<>(seen);
            wanted.add(next);
            if (wanted.stream().map(moved::toScreen).allMatch(box -> isClear(box, covers))) {
                best = moved;
                seen.add(next);
            }
        }
        return best;
    }

    private boolean isClear(Box onScreen, List<Box> covers) {
        return onScreen.x() >= 0
                && onScreen.right() <= width
                && onScreen.y() >= 0
                && onScreen.bottom() <= height
                && covers.stream().noneMatch(onScreen::intersects);
    }

    private static List<Box> joined(LaidOutDiagram diagram, Box about) {
        List<Box> joined = new ArrayList<>();
        for (DiagramEdge edge : diagram.diagram().edges()) {
            Box source = diagram.boxes().getOrDefault(edge.source(), NOWHERE);
            Box target = diagram.boxes().getOrDefault(edge.target(), NOWHERE);
            if (source.equals(about) || target.equals(about)) {
                joined.add(source.equals(about) ? target : source);
            }
        }
        return joined;
    }

    // What the question is about: the marked start, which is the end where it was asked who comes there, else the
    // leftmost node.
    private static Box about(LaidOutDiagram diagram) {
        return diagram.diagram().nodes().stream()
                .min(Comparator.<DiagramNode>comparingInt(node -> node.has(Mark.START) ? 0 : 1)
                        .thenComparingDouble(node -> box(diagram, node).x()))
                .map(node -> box(diagram, node))
                .orElse(NOWHERE);
    }

    private static Box box(LaidOutDiagram diagram, DiagramNode node) {
        return diagram.boxes().getOrDefault(node.id(), NOWHERE);
    }

    private Optional<Box> selected(LaidOutDiagram diagram) {
        return model.selectedNode()
                .filter(node -> diagram.boxes().containsKey(node.id()))
                .map(node -> box(diagram, node));
    }

    // From the top down: clear of one, it may still be under a lower one.
    private List<Box> covers() {
        return covering.get().stream()
                .sorted(Comparator.comparingDouble(Box::bottom))
                .toList();
    }

    private static Viewport clearOf(List<Box> covers, Viewport view, Box box) {
        Viewport clear = view;
        for (Box cover : covers) {
            clear = clear.below(cover, box, GAP);
        }
        return clear;
    }

    // ---- moved by a person ----

    void pan(double dx, double dy) {
        choose(viewport.get().pan(dx, dy));
    }

    /// Zooms about a place of the screen.
    void zoom(double factor, double screenX, double screenY) {
        choose(viewport.get().zoom(factor, screenX, screenY));
    }

    /// Zooms about the middle.
    void zoom(double factor) {
        zoom(factor, width / 2, height / 2);
    }

    /// Moves so that a place of the world is in the middle.
    void centre(double x, double y) {
        choose(viewport.get().centre(x, y, width, height));
    }

    /// Moves as little as needed to show a box of the world where nothing lies over it.
    void reveal(Box box) {
        choose(clearOf(covers(), viewport.get().reveal(box, width, height, Math.min(MARGIN, width / 4)), box));
    }

    private void choose(Viewport next) {
        if (!next.equals(viewport.get())) {
            aim = Aim.CHOSEN;
            viewport.set(next);
        }
    }

    /// Goes with the world where that has moved, in the world's own measure.
    void follow(double dx, double dy) {
        Viewport view = viewport.get();
        viewport.set(view.pan(-dx * view.scale(), -dy * view.scale()));
    }
}
