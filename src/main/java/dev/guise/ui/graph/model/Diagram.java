package dev.guise.ui.graph.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is to be drawn. Immutable; the order of nodes and edges is the order in which they are laid out where nothing
/// else decides.
///
/// @param nodes with ids of their own
/// @param edges between nodes of the diagram
public record Diagram(List<DiagramNode> nodes, List<DiagramEdge> edges) {

    public static final Diagram EMPTY = new Diagram(List.of(), List.of());

    /// @throws IllegalArgumentException when an id is used twice, or an edge has an end that is not in the diagram
    public Diagram {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        Set<String> ids = new HashSet<>();
        for (DiagramNode node : nodes) {
            require(ids.add(node.id()), "two nodes have the id ", node.id());
        }
        Set<String> edgeIds = new HashSet<>();
        for (DiagramEdge edge : edges) {
            require(edgeIds.add(edge.id()), "two edges have the id ", edge.id());
            require(ids.contains(edge.source()), "no node has the id ", edge.source());
            require(ids.contains(edge.target()), "no node has the id ", edge.target());
        }
    }

    private static void require(boolean holds, String problem, String id) {
        if (!holds) {
            throw new IllegalArgumentException(problem + id);
        }
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }
}
