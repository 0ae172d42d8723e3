package dev.guise.escalation.question;

import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.Distances;
import dev.guise.escalation.engine.Edge;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.GainedRoles;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.ReversedEdges;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// The cheapest paths to one goal, from whatever start, in a graph in which what follows for all starts is known
/// already.
///
/// Most starts have a path whose inferences need a single fact each and that nothing can improve on; for the others a
/// run looks only for something cheaper. What a run found is kept: it is good for other roles and bindings, too, as
/// long as no more follows from what it looked at, and what it came to still follows.
final class PathsToGoal {
    private final EscalationGraph graph;
    private final int end;
    private final Distances distances;
    private final Map<Integer, Explored> earlier;
    private final Map<Integer, Explored> runs = new HashMap<>();

    /// What a run found, and where it looked.
    ///
    /// @param than    what a path had to be cheaper than
    /// @param path    the path, if there is one
    /// @param settled the facts whose inferences were followed
    /// @param used    the inferences of the path, and of the roles gained on it or beside it
    /// @param left    what was left out for being too far from the end
    /// @param asked   what was asked of roles gained on the way
    record Explored(
            int than,
            Optional<Derivation> path,
            RoaringBitmap settled,
            Set<Edge> used,
            CheapestDerivations.Left left,
            List<GainedRoles.Answer> asked) {}

    /// @param reversed all inferences of the graph
    /// @param visible  what [dev.guise.escalation.engine.ReachabilitySweep#visible] tells
    /// @param earlier  what runs found in the graph that this one was made of, by the number of the start
    PathsToGoal(
            EscalationGraph graph, ReversedEdges reversed, BitSet visible, Goal goal, Map<Integer, Explored> earlier) {
        this.graph = graph;
        this.end = graph.number(goal.fact());
        this.earlier = earlier;
        // no rights that count together are control by themselves: it takes a technique to make that of them
        this.distances = Distances.to(graph, reversed, visible, end, goal == Goal.CLUSTER_CONTROL ? 1 : 0);
    }

    /// What runs found in this graph.
    Map<Integer, Explored> runs() {
        return Map.copyOf(runs);
    }

    Optional<Derivation> shortest(Identity from) {
        int start = graph.number(new Fact.Credential(from));
        int known = distances.atMost(start);
        if (distances.atLeast(start) < known) {
            Explored explored = runs.computeIfAbsent(start, s -> cheaper(from, s, known));
            if (explored.path().isPresent()) {
                return explored.path();
            }
        }
        return known(from);
    }

    /// The cheapest path whose inferences need a single fact each, without looking for a cheaper one.
    Optional<Derivation> known(Identity from) {
        return distances
                .path(graph.number(new Fact.Credential(from)))
                .map(path -> new DerivationBuilder(graph, path).build(from, end));
    }

    private Explored cheaper(Identity from, int start, int than) {
        Explored known = earlier.get(start);
        if (known != null && known.than() == than && isSame(known)) {
            return known;
        }
        CheapestDerivations run = CheapestDerivations.cheaperThan(than, graph, from, distances);
        Optional<Derivation> path = run.runTo(fact -> fact == end) < 0
                ? Optional.empty()
                : Optional.of(new DerivationBuilder(graph, run).build(from, end));
        RoaringBitmap settled = new RoaringBitmap();
        run.settled().forEach(settled::add);
        return new Explored(than, path, settled, used(run), run.left(), run.asked());
    }

    private Set<Edge> used(CheapestDerivations run) {
        DerivationBuilder derivations = new DerivationBuilder(graph, run);
        Set<Edge> used = new HashSet<>();
        run.gained().forEach(fact -> used.addAll(derivations.edges(graph.number(fact))));
        if (run.isSettled(end)) {
            used.addAll(derivations.edges(end));
        }
        return used;
    }

    /// Whether a run would come to the same here. Where it found no path, it does not matter by which rules.
    private boolean isSame(Explored explored) {
        boolean isLeft = explored.path().isEmpty()
                ? graph.inferenceChanges().leave(explored.settled(), explored.used())
                : graph.changes().leave(explored.settled(), explored.used());
        return isLeft
                && explored.left().isTooFar(distances, explored.than())
                && explored.asked().stream().allMatch(answer -> answer.isSame(graph));
    }
}
