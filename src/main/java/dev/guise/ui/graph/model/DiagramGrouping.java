package dev.guise.ui.graph.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Keeps a diagram small enough to read: of siblings, nodes of one kind with the same neighbours, the first few are
/// drawn and the rest counted on a node that opens. Nothing is left out without being counted. Marked nodes are drawn
/// before others.
///
/// @param shown how many siblings are drawn before the rest is counted
/// @param most  how many nodes are drawn at all
public record DiagramGrouping(int shown, int most) {

    /// Eight siblings, 2,000 nodes.
    public static final DiagramGrouping USUAL = new DiagramGrouping(8, 2000);

    private static final String PREFIX = "more:";

    /// A diagram, and what its counting nodes stand for.
    ///
    /// @param diagram what to draw
    /// @param hidden  the ids that a node of kind [NodeKind#MORE] stands for, by its id
    public record Grouped(Diagram diagram, Map<String, List<String>> hidden) {}

    private record Family(NodeKind kind, Set<String> sources, Set<String> targets) {}

    /// Groups a diagram.
    ///
    /// @param opened ids of counting nodes that the person opened: their siblings are drawn
    public Grouped group(Diagram diagram, Set<String> opened) {
        Map<String, String> into = siblings(diagram, opened);
        limit(diagram, into);
        return replace(diagram, into);
    }

    private Map<String, String> siblings(Diagram diagram, Set<String> opened) {
        DiagramIndex index = new DiagramIndex(diagram);
        Map<Family, List<DiagramNode>> families = new LinkedHashMap<>();
        for (DiagramNode node : diagram.nodes()) {
            Family family = new Family(
                    node.kind(),
                    index.incoming(node.id()).stream().map(DiagramEdge::source).collect(Collectors.toSet()),
                    index.outgoing(node.id()).stream().map(DiagramEdge::target).collect(Collectors.toSet()));
            boolean alone = family.sources().isEmpty() && family.targets().isEmpty();
            if (!alone) {
                families.computeIfAbsent(family, key -> new ArrayList<>()).add(node);
            }
        }
        Map<String, String> into = new HashMap<>();
        families.forEach((family, members) -> hide(family, members, opened, into));
        return into;
    }

    // One more than fits is drawn instead of counted: "+1 more" saves nothing.
    private void hide(Family family, List<DiagramNode> members, Set<String> opened, Map<String, String> into) {
        String id = PREFIX + family.kind() + new TreeSet<>(family.sources()) + new TreeSet<>(family.targets());
        if (members.size() <= shown + 1 || opened.contains(id)) {
            return;
        }
        members.stream()
                .sorted((a, b) -> Integer.compare(b.marks().size(), a.marks().size()))
                .skip(shown)
                .forEach(node -> into.put(node.id(), id));
    }

    // What is left beyond the limit goes onto one node.
    private void limit(Diagram diagram, Map<String, String> into) {
        Set<String> drawn = new HashSet<>();
        for (DiagramNode node : diagram.nodes()) {
            String place = into.getOrDefault(node.id(), node.id());
            if (drawn.contains(place)) {
                continue;
            }
            if (drawn.size() < most) {
                drawn.add(place);
            } else {
                into.put(node.id(), PREFIX + "limit");
            }
        }
    }

    private static Grouped replace(Diagram diagram, Map<String, String> into) {
        Map<String, List<String>> hidden = new LinkedHashMap<>();
        List<DiagramNode> nodes = new ArrayList<>();
        Map<String, NodeKind> kinds = new HashMap<>();
        for (DiagramNode node : diagram.nodes()) {
            String group = into.get(node.id());
            if (group == null) {
                nodes.add(node);
            } else {
                hidden.computeIfAbsent(group, key -> new ArrayList<>()).add(node.id());
                kinds.putIfAbsent(group, node.kind());
            }
        }
        hidden.forEach((id, ids) -> nodes.add(counting(id, ids.size(), Optional.ofNullable(kinds.get(id)))));
        return new Grouped(new Diagram(nodes, edges(diagram, into)), hidden);
    }

    private static DiagramNode counting(String id, int count, Optional<NodeKind> kind) {
        boolean limit = id.equals(PREFIX + "limit");
        String of = limit ? "not drawn" : kind.map(NodeKind::text).orElse("");
        String tooltip = count
                + (limit
                        ? (count == 1 ? " node is" : " nodes are") + " not drawn; narrow the question to see more"
                        : " more; press Enter to open");
        return new DiagramNode(id, NodeKind.MORE, "+" + count + " more", of, Set.of(), tooltip);
    }

    private static List<DiagramEdge> edges(Diagram diagram, Map<String, String> into) {
        List<DiagramEdge> edges = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DiagramEdge edge : diagram.edges()) {
            String source = into.getOrDefault(edge.source(), edge.source());
            String target = into.getOrDefault(edge.target(), edge.target());
            boolean same = source.equals(edge.source()) && target.equals(edge.target());
            if (same) {
                edges.add(edge);
            } else if (!source.equals(target) && seen.add(edge.kind() + "|" + source + "|" + target)) {
                edges.add(new DiagramEdge(PREFIX + edge.id(), source, target, edge.kind(), "", ""));
            }
        }
        return edges;
    }
}
