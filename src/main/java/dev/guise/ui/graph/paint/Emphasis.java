package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What of a diagram stands out in a picture.
///
/// @param selected     the selected node or edge
/// @param hovered      the node or edge under the pointer
/// @param inFront      ids that stand out because of the selection; empty for all
/// @param hiddenEdges  edges that are not drawn
/// @param dimmedNodes  nodes in the background
/// @param dimmedEdges  edges in the background
public record Emphasis(
        Optional<String> selected,
        Optional<String> hovered,
        Set<String> inFront,
        Predicate<DiagramEdge> hiddenEdges,
        Predicate<DiagramNode> dimmedNodes,
        Predicate<DiagramEdge> dimmedEdges) {

    /// Nothing stands out.
    public static final Emphasis NONE =
            new Emphasis(Optional.empty(), Optional.empty(), Set.of(), edge -> false, node -> false, edge -> false);

    static Emphasis of(DiagramModel model) {
        Optional<String> selected = model.selection().map(DiagramTarget::id);
        Set<String> inFront = model.pathProperty().get().isEmpty()
                ? model.selectedNode().map(node -> model.around(node.id())).orElse(Set.of())
                : Set.of();
        return new Emphasis(
                selected,
                model.hoveredProperty().get().map(DiagramTarget::id),
                inFront,
                edge -> !model.isShown(edge),
                node -> !model.isForeground(node),
                edge -> !model.isForeground(edge));
    }

    boolean isDimmed(DiagramNode node) {
        return dimmedNodes.test(node) || (!inFront.isEmpty() && !inFront.contains(node.id()));
    }

    boolean isDimmed(DiagramEdge edge) {
        return dimmedEdges.test(edge) || (!inFront.isEmpty() && !inFront.contains(edge.id()));
    }

    boolean isPointedAt(String id) {
        return selected.filter(id::equals).isPresent()
                || hovered.filter(id::equals).isPresent();
    }
}
