package dev.guise.ui.explore;

import dev.guise.escalation.question.CutElement;
import dev.guise.graph.AccessEdge;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessNode;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Turns graphs of the engine into diagrams.
public final class AccessDiagram {
    private AccessDiagram() {}

    /// The same content as a diagram. Linear.
    ///
    /// @param owned ids of nodes that are marked as taken over
    public static Diagram of(AccessGraph graph, Set<String> owned) {
        return of(graph, owned, List.of());
    }

    /// The same with marks where something is to be taken away.
    public static Diagram of(AccessGraph graph, Set<String> owned, List<CutElement> cut) {
        List<DiagramNode> nodes = new ArrayList<>();
        List<DiagramEdge> edges = new ArrayList<>();
        for (AccessNode node : graph.graph().vertexSet()) {
            nodes.add(new DiagramNode(
                    node.id().text(),
                    kind(node.kind()),
                    node.title(),
                    node.subtitle(),
                    marks(node, owned, cut),
                    node.note()));
        }
        for (AccessEdge edge : graph.graph().edgeSet()) {
            edges.add(new DiagramEdge(
                    edge.id(),
                    graph.graph().getEdgeSource(edge).id().text(),
                    graph.graph().getEdgeTarget(edge).id().text(),
                    kind(edge.kind()),
                    edge.label(),
                    edge.note()));
        }
        return new Diagram(nodes, edges);
    }

    private static Set<Mark> marks(AccessNode node, Set<String> owned, List<CutElement> cut) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (AccessNode.Trait trait : node.traits()) {
            marks.add(
                    switch (trait) {
                        case START -> Mark.START;
                        case DEAD -> Mark.DEAD;
                        case DANGEROUS -> Mark.DANGEROUS;
                        case BUILT_IN -> Mark.BUILT_IN;
                    });
        }
        if (node.kind() == AccessNode.Kind.GOAL) {
            marks.add(Mark.GOAL);
        }
        if (cut.stream().anyMatch(node::isCutBy)) {
            marks.add(Mark.CUT);
        }
        if (owned.contains(node.id().text())) {
            marks.add(Mark.OWNED);
        }
        return marks;
    }

    private static NodeKind kind(AccessNode.Kind kind) {
        return switch (kind) {
            case USER -> NodeKind.USER;
            case GROUP -> NodeKind.GROUP;
            case SERVICE_ACCOUNT -> NodeKind.SERVICE_ACCOUNT;
            case NODE -> NodeKind.NODE;
            case ANYONE -> NodeKind.ANYONE;
            case BINDING -> NodeKind.BINDING;
            case ROLE -> NodeKind.ROLE;
            case RULE, DEAD_END, HOLD -> NodeKind.RULE;
            case TECHNIQUE -> NodeKind.TECHNIQUE;
            case GOAL -> NodeKind.GOAL;
            case MORE -> NodeKind.MORE;
        };
    }

    private static EdgeKind kind(AccessEdge.Kind kind) {
        return switch (kind) {
            case BINDS -> EdgeKind.BINDS;
            case REFERS -> EdgeKind.REFERS;
            case CONTAINS -> EdgeKind.CONTAINS;
            case LEGACY -> EdgeKind.LEGACY;
            case CONSTRAINED -> EdgeKind.CONSTRAINED;
            case TECHNIQUE -> EdgeKind.TECHNIQUE;
            case DEAD -> EdgeKind.DEAD;
            case MEMBER -> EdgeKind.MEMBER;
        };
    }
}
