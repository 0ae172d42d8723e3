package dev.guise.escalation;

import java.util.BitSet;
import java.util.Optional;

/// The cheapest ways to one goal, from whatever start, in a graph in which what follows for all starts is known already.
///
/// Most starts have a way whose inferences need a single fact each and that nothing can improve on; for the others a run
/// looks only for something cheaper.
final class WaysToGoal {
    private final EscalationGraph graph;
    private final int end;
    private final Distances distances;

    /// @param visible what [Flood#visible] tells
    WaysToGoal(EscalationGraph graph, BitSet visible, Goal goal) {
        this.graph = graph;
        this.end = graph.number(goal.fact());
        // no rights that count together are control by themselves: it takes a technique to make that of them
        this.distances = Distances.to(graph, visible, end, goal == Goal.CLUSTER_CONTROL ? 1 : 0);
    }

    Optional<Derivation> shortest(Identity from) {
        int start = graph.number(new Fact.Credential(from));
        int known = distances.atMost(start);
        if (distances.atLeast(start) < known) {
            Run run = Run.cheaperThan(known, graph, from, distances);
            if (run.runTo(fact -> fact == end) >= 0) {
                return Optional.of(new DerivationBuilder(graph, run).build(from, end));
            }
        }
        return distances.way(start).map(way -> new DerivationBuilder(graph, way).build(from, end));
    }
}
