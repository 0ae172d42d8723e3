package dev.guise.ui.graph.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks into a diagram by id. Built in time linear in its size.
public final class DiagramIndex {
    private final Map<String, DiagramNode> nodes = new HashMap<>();
    private final Map<String, DiagramEdge> edges = new HashMap<>();
    private final Map<String, List<DiagramEdge>> outgoing = new HashMap<>();
    private final Map<String, List<DiagramEdge>> incoming = new HashMap<>();

    public DiagramIndex(Diagram diagram) {
        diagram.nodes().forEach(node -> nodes.put(node.id(), node));
        for (DiagramEdge edge : diagram.edges()) {
            edges.put(edge.id(), edge);
            outgoing.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge);
            incoming.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge);
        }
    }

    public Optional<DiagramNode> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public Optional<DiagramEdge> edge(String id) {
        return Optional.ofNullable(edges.get(id));
    }

    /// The edges that leave a node, in the diagram's order.
    public List<DiagramEdge> outgoing(String id) {
        return List.copyOf(outgoing.getOrDefault(id, List.of()));
    }

    /// The edges that reach a node, in the diagram's order.
    public List<DiagramEdge> incoming(String id) {
        return List.copyOf(incoming.getOrDefault(id, List.of()));
    }
}
