package dev.guise.ui.graph.model;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a person does with a diagram: selects, walks, filters, searches, follows a path. Knows no controls.
public final class DiagramModel {

    /// Where an arrow key goes.
    public enum Direction {
        LEFT,
        RIGHT,
        UP,
        DOWN
    }

    private final ReadOnlyObjectWrapper<LaidOutDiagram> diagram = new ReadOnlyObjectWrapper<>(LaidOutDiagram.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<DiagramTarget>> selection =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<DiagramTarget>> hovered = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Set<EdgeKind>> hiddenKinds = new SimpleObjectProperty<>(Set.of());
    private final ObjectProperty<Set<String>> path = new SimpleObjectProperty<>(Set.of());
    private final StringProperty search = new SimpleStringProperty("");
    private DiagramIndex index = new DiagramIndex(Diagram.EMPTY);

    public ReadOnlyObjectProperty<LaidOutDiagram> diagramProperty() {
        return diagram.getReadOnlyProperty();
    }

    public LaidOutDiagram diagram() {
        return diagram.get();
    }

    public DiagramIndex index() {
        return index;
    }

    /// Shows another layout. What was selected stays selected where it is still there.
    public void show(LaidOutDiagram next) {
        index = new DiagramIndex(next.diagram());
        Optional<DiagramTarget> kept = selection.get().flatMap(this::again);
        hovered.set(Optional.empty());
        diagram.set(next);
        selection.set(kept);
    }

    private Optional<DiagramTarget> again(DiagramTarget target) {
        return switch (target) {
            case DiagramTarget.OfNode(DiagramNode node) -> index.node(node.id()).map(DiagramTarget.OfNode::new);
            case DiagramTarget.OfEdge(DiagramEdge edge) -> index.edge(edge.id()).map(DiagramTarget.OfEdge::new);
        };
    }

    public ReadOnlyObjectProperty<Optional<DiagramTarget>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    public Optional<DiagramTarget> selection() {
        return selection.get();
    }

    public void select(DiagramTarget target) {
        selection.set(Optional.of(target));
    }

    /// Selects a node, if it is in the diagram.
    public void selectNode(String id) {
        index.node(id).ifPresent(node -> select(new DiagramTarget.OfNode(node)));
    }

    /// Selects an edge, if it is in the diagram.
    public void selectEdge(String id) {
        index.edge(id).ifPresent(edge -> select(new DiagramTarget.OfEdge(edge)));
    }

    public void clearSelection() {
        selection.set(Optional.empty());
    }

    /// What the pointer is over.
    public ObjectProperty<Optional<DiagramTarget>> hoveredProperty() {
        return hovered;
    }

    /// Kinds of edges that are not drawn.
    public ObjectProperty<Set<EdgeKind>> hiddenKindsProperty() {
        return hiddenKinds;
    }

    public boolean isShown(DiagramEdge edge) {
        return !hiddenKinds.get().contains(edge.kind());
    }

    /// The kinds of edges in the diagram, in their order.
    public Set<EdgeKind> kinds() {
        Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
        diagram.get().diagram().edges().forEach(edge -> kinds.add(edge.kind()));
        return kinds;
    }

    /// The marks of the nodes in the diagram, in their order.
    public Set<Mark> marks() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        diagram.get().diagram().nodes().forEach(node -> marks.addAll(node.marks()));
        return marks;
    }

    /// Ids of the nodes and edges of a path that is to stand out; the rest is dimmed. Empty for none.
    public ObjectProperty<Set<String>> pathProperty() {
        return path;
    }

    /// What is searched for within the diagram; nodes that do not match are dimmed.
    public StringProperty searchProperty() {
        return search;
    }

    /// Whether a node matches what is searched for; each does when nothing is.
    public boolean matches(DiagramNode node) {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || node.title().toLowerCase(Locale.ROOT).contains(wanted)
                || node.subtitle().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// The nodes that match what is searched for, from left to right and top to bottom; none when nothing is.
    public List<DiagramNode> matches() {
        if (search.get().isBlank()) {
            return List.of();
        }
        return diagram.get().diagram().nodes().stream()
                .filter(this::matches)
                .sorted(Comparator.<DiagramNode>comparingDouble(
                                node -> box(node.id()).x())
                        .thenComparingDouble(node -> box(node.id()).y()))
                .toList();
    }

    /// Selects the match after the selected one, from the first again after the last.
    public void selectNextMatch() {
        List<DiagramNode> matches = matches();
        if (matches.isEmpty()) {
            return;
        }
        int at = selectedNode().map(matches::indexOf).orElse(-1);
        select(new DiagramTarget.OfNode(matches.get((at + 1) % matches.size())));
    }

    public Optional<DiagramNode> selectedNode() {
        return selection.get().flatMap(target -> switch (target) {
            case DiagramTarget.OfNode(DiagramNode node) -> Optional.of(node);
            case DiagramTarget.OfEdge _ -> Optional.empty();
        });
    }

    /// Whether a node or edge is in the foreground: on the path where there is one, else matching the search.
    public boolean isForeground(DiagramNode node) {
        return path.get().isEmpty() ? matches(node) : path.get().contains(node.id());
    }

    /// The same of an edge; beside a path's edges, none is.
    public boolean isForeground(DiagramEdge edge) {
        return path.get().isEmpty()
                ? search.get().isBlank() || isNextToMatch(edge)
                : path.get().contains(edge.id());
    }

    private boolean isNextToMatch(DiagramEdge edge) {
        return index.node(edge.source()).filter(this::matches).isPresent()
                && index.node(edge.target()).filter(this::matches).isPresent();
    }

    /// Walks from the selected node: right and left along its edges to the neighbour nearest in height, up and down to
    /// the next node of the same column. From an edge, to its ends. Without a selection, selects the first node.
    public void walk(Direction direction) {
        Optional<DiagramTarget> current = selection.get();
        if (current.isEmpty()) {
            first().ifPresent(node -> select(new DiagramTarget.OfNode(node)));
            return;
        }
        Optional<String> next = switch (current.get()) {
            case DiagramTarget.OfNode(DiagramNode node) -> next(node, direction);
            case DiagramTarget.OfEdge(DiagramEdge edge) ->
                Optional.of(direction == Direction.LEFT || direction == Direction.UP ? edge.source() : edge.target());
        };
        next.ifPresent(this::selectNode);
    }

    private Optional<DiagramNode> first() {
        return diagram.get().diagram().nodes().stream()
                .min(Comparator.<DiagramNode>comparingDouble(
                                node -> box(node.id()).x())
                        .thenComparingDouble(node -> box(node.id()).y()));
    }

    private Optional<String> next(DiagramNode node, Direction direction) {
        return switch (direction) {
            case RIGHT ->
                nearest(
                        node,
                        index.outgoing(node.id()).stream().filter(this::isShown).map(DiagramEdge::target));
            case LEFT ->
                nearest(
                        node,
                        index.incoming(node.id()).stream().filter(this::isShown).map(DiagramEdge::source));
            case UP -> inColumn(node, box -> box(node.id()).centreY() - box.centreY());
            case DOWN -> inColumn(node, box -> box.centreY() - box(node.id()).centreY());
        };
    }

    private Optional<String> nearest(DiagramNode node, Stream<String> neighbours) {
        double height = box(node.id()).centreY();
        return neighbours
                .filter(id -> !id.equals(node.id()))
                .min(Comparator.comparingDouble(id -> Math.abs(box(id).centreY() - height)));
    }

    private Optional<String> inColumn(DiagramNode node, ToDoubleFunction<LaidOutDiagram.Box> distance) {
        LaidOutDiagram.Box own = box(node.id());
        return diagram.get().diagram().nodes().stream()
                .filter(other -> !other.id().equals(node.id()))
                .filter(other ->
                        box(other.id()).x() <= own.right() && box(other.id()).right() >= own.x())
                .filter(other -> distance.applyAsDouble(box(other.id())) > 0)
                .min(Comparator.comparingDouble(other -> distance.applyAsDouble(box(other.id()))))
                .map(DiagramNode::id);
    }

    private LaidOutDiagram.Box box(String id) {
        return diagram.get().boxes().getOrDefault(id, new LaidOutDiagram.Box(0, 0, 0, 0));
    }

    /// Ids of everything reached from a node along shown edges, forward and backward, the node among them: what is
    /// brought out when a node is selected.
    public Set<String> around(String id) {
        Set<String> ids = new HashSet<>();
        spread(id, ids, DiagramSide.FORWARD);
        ids.remove(id);
        spread(id, ids, DiagramSide.BACKWARD);
        return ids;
    }

    private enum DiagramSide {
        FORWARD,
        BACKWARD
    }

    private void spread(String start, Set<String> ids, DiagramSide side) {
        ArrayDeque<String> open = new ArrayDeque<>(List.of(start));
        ids.add(start);
        while (!open.isEmpty()) {
            String id = open.removeFirst();
            List<DiagramEdge> edges = side == DiagramSide.FORWARD ? index.outgoing(id) : index.incoming(id);
            for (DiagramEdge edge : edges) {
                if (!isShown(edge)) {
                    continue;
                }
                ids.add(edge.id());
                String next = side == DiagramSide.FORWARD ? edge.target() : edge.source();
                if (ids.add(next)) {
                    open.add(next);
                }
            }
        }
    }

    /// What a screen reader says of the selection.
    public String describeSelection() {
        return selection.get().map(this::describe).orElse("Nothing selected");
    }

    private String describe(DiagramTarget target) {
        return switch (target) {
            case DiagramTarget.OfNode(DiagramNode node) -> describe(node);
            case DiagramTarget.OfEdge(DiagramEdge edge) ->
                edge.kind().text()
                        + (edge.label().isEmpty() ? "" : ", " + edge.label())
                        + ", from " + title(edge.source()) + " to " + title(edge.target())
                        + (edge.note().isEmpty() ? "" : ". " + edge.note());
        };
    }

    private String describe(DiagramNode node) {
        String marks = node.marks().stream().sorted().map(Mark::text).collect(Collectors.joining(", "));
        return node.kind().text() + " " + node.title()
                + (node.subtitle().isEmpty() ? "" : ", " + node.subtitle())
                + (marks.isEmpty() ? "" : ", " + marks)
                + ", " + index.outgoing(node.id()).size() + " outgoing, "
                + index.incoming(node.id()).size() + " incoming";
    }

    private String title(String id) {
        return index.node(id).map(DiagramNode::title).orElse(id);
    }
}
