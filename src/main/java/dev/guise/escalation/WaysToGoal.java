package dev.guise.escalation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The cheapest ways to one goal, from whatever start, in a graph in which what follows for all starts is known already.
///
/// Most starts have a way whose inferences need a single fact each and that nothing can improve on; for the others a run
/// looks only for something cheaper. What a run found is kept: it is good for other roles and bindings, too, as long as
/// nothing that differs can follow from the start.
final class WaysToGoal {
    private final EscalationGraph graph;
    private final int end;
    private final Distances distances;
    private final Map<Integer, Cheaper> runs;

    /// What a run found.
    ///
    /// @param than what it had to be cheaper than
    /// @param way  the way, if there is one
    record Cheaper(int than, Optional<Derivation> way) {}

    /// @param reversed all inferences of the graph
    /// @param visible  what [Flood#visible] tells
    /// @param runs     what runs of the same are known to find, by the number of the start
    WaysToGoal(EscalationGraph graph, ReversedEdges reversed, BitSet visible, Goal goal, Map<Integer, Cheaper> runs) {
        this.graph = graph;
        this.end = graph.number(goal.fact());
        this.runs = new HashMap<>(runs);
        // no rights that count together are control by themselves: it takes a technique to make that of them
        this.distances = Distances.to(graph, reversed, visible, end, goal == Goal.CLUSTER_CONTROL ? 1 : 0);
    }

    /// What runs found so far. Where roles were gained on the way it is not told: all roles and bindings count then.
    Map<Integer, Cheaper> runs() {
        return Map.copyOf(runs);
    }

    Optional<Derivation> shortest(Identity from) {
        int start = graph.number(new Fact.Credential(from));
        int known = distances.atMost(start);
        if (distances.atLeast(start) < known) {
            Optional<Derivation> cheaper = cheaper(from, start, known);
            if (cheaper.isPresent()) {
                return cheaper;
            }
        }
        return distances.way(start).map(way -> new DerivationBuilder(graph, way).build(from, end));
    }

    private Optional<Derivation> cheaper(Identity from, int start, int than) {
        Cheaper known = runs.get(start);
        if (known != null && known.than() == than) {
            return known.way();
        }
        Run run = Run.cheaperThan(than, graph, from, distances);
        Optional<Derivation> way = run.runTo(fact -> fact == end) < 0
                ? Optional.empty()
                : Optional.of(new DerivationBuilder(graph, run).build(from, end));
        if (!run.hasGained()) {
            runs.put(start, new Cheaper(than, way));
        }
        return way;
    }
}
