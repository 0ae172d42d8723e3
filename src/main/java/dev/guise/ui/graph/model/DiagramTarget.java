package dev.guise.ui.graph.model;

/// A part of a diagram that can be pointed at.
public sealed interface DiagramTarget {

    /// A node.
    record OfNode(DiagramNode node) implements DiagramTarget {}

    /// An edge.
    record OfEdge(DiagramEdge edge) implements DiagramTarget {}

    /// The id of the node or edge.
    default String id() {
        return switch (this) {
            case OfNode(DiagramNode node) -> node.id();
            case OfEdge(DiagramEdge edge) -> edge.id();
        };
    }
}
