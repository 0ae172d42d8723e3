package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.BitSet;

/// The inferences that count, by what they conclude: for each fact a stretch of two arrays. An inference stands there
/// once for each of its premises.
public final class ReversedEdges {
    private final int[] firstOf;
    private final Edge[] edges;
    private final int[] premises;
    private final int version;
    private final int facts;

    /// All inferences of a graph, whether or not all that follows from their premises is worked out.
    public static ReversedEdges of(EscalationGraph graph) {
        BitSet all = new BitSet();
        all.set(0, graph.size());
        return new ReversedEdges(graph, all);
    }

    /// @param visible the facts whose inferences count
    ReversedEdges(EscalationGraph graph, BitSet visible) {
        version = graph.version();
        facts = visible.cardinality();
        int size = graph.size();
        firstOf = new int[size + 1];
        for (int fact = visible.nextSetBit(0); fact >= 0; fact = visible.nextSetBit(fact + 1)) {
            for (Edge edge : graph.knownEdgesFrom(fact)) {
                firstOf[edge.conclusion() + 1]++;
            }
        }
        for (int fact = 0; fact < size; fact++) {
            firstOf[fact + 1] += firstOf[fact];
        }
        Cancellation.check();
        edges = new Edge[firstOf[size]];
        premises = new int[firstOf[size]];
        int[] free = firstOf.clone();
        for (int fact = visible.nextSetBit(0); fact >= 0; fact = visible.nextSetBit(fact + 1)) {
            for (Edge edge : graph.knownEdgesFrom(fact)) {
                int place = free[edge.conclusion()]++;
                edges[place] = edge;
                premises[place] = fact;
            }
        }
    }

    /// Whether these are all that they were made from, now that more facts may be visible and more inferences known.
    boolean isStillOf(EscalationGraph graph, BitSet visible) {
        return version == graph.version() && facts == visible.cardinality();
    }

    int first(int fact) {
        return isKnown(fact) ? firstOf[fact] : 0;
    }

    int last(int fact) {
        return isKnown(fact) ? firstOf[fact + 1] : 0;
    }

    /// A fact that the graph came to have later is concluded by nothing here.
    private boolean isKnown(int fact) {
        return fact < firstOf.length - 1;
    }

    Edge edge(int place) {
        return edges[place];
    }

    int premise(int place) {
        return premises[place];
    }
}
