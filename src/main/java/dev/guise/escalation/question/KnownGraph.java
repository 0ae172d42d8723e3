package dev.guise.escalation.question;

import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Gains;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.ReversedEdges;
import dev.guise.escalation.engine.Run;
import dev.guise.escalation.question.WaysToGoal.Explored;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// A graph with what was worked out in it so far. Not safe for several threads at once, as the graph is not.
final class KnownGraph {
    private final EscalationGraph graph;
    private final Optional<Everybody> everybody;
    private Optional<ReversedEdges> reversed;
    private final Map<Goal, Map<Integer, Explored>> likelyWays;
    private final Map<Goal, WaysToGoal> waysToGoals = new EnumMap<>(Goal.class);
    private final Set<Integer> leadingToControl = new HashSet<>();

    /// What everybody reaches.
    ///
    /// @param visible what [dev.guise.escalation.engine.ReachabilitySweep#visible] tells
    /// @param asked   what was asked of roles gained on the way, which is more than the graph says
    record Everybody(List<Reach> reaches, BitSet visible, List<Gains.Answer> asked) {

        /// Whether everybody reaches the same in a graph that was made of the one that this was read from.
        boolean isSame(EscalationGraph graph) {
            return graph.infersSame() && asked.stream().allMatch(answer -> answer.isSame(graph));
        }
    }

    private KnownGraph(
            EscalationGraph graph,
            Optional<Everybody> everybody,
            Optional<ReversedEdges> reversed,
            Map<Goal, Map<Integer, Explored>> likelyWays) {
        this.graph = graph;
        this.everybody = everybody;
        this.reversed = reversed;
        this.likelyWays = likelyWays;
        leadingToControl.add(graph.number(Goal.CLUSTER_CONTROL.fact()));
    }

    /// One of which nothing is known.
    ///
    /// @param likelyWays cheapest ways in the graph that this one was made of, which may be the same here
    static KnownGraph of(EscalationGraph graph, Map<Goal, Map<Integer, Explored>> likelyWays) {
        return new KnownGraph(graph, Optional.empty(), Optional.empty(), likelyWays);
    }

    /// Works out what everybody reaches.
    ///
    /// @param own        nothing else uses it meanwhile
    /// @param likely     what everybody reached in the graph that it was made of
    /// @param everything what is reached by who controls the cluster
    KnownGraph survey(
            EscalationGraph own,
            Optional<Everybody> likely,
            List<Identity> identities,
            Function<Identity, Reach> everything) {
        Optional<Everybody> same = likely.filter(all -> all.isSame(own));
        if (same.isPresent()) {
            return new KnownGraph(own, same, Optional.empty(), likelyWays);
        }
        ReachOfAll reachOfAll = new ReachOfAll(own, identities, everything);
        List<Reach> reaches = List.copyOf(reachOfAll.reaches());
        Everybody found = new Everybody(reaches, reachOfAll.visible(), List.copyOf(reachOfAll.asked()));
        return new KnownGraph(own, Optional.of(found), reachOfAll.reversed(), likelyWays);
    }

    EscalationGraph graph() {
        return graph;
    }

    /// What everybody reaches, once that was worked out.
    Optional<Everybody> everybody() {
        return everybody;
    }

    /// Cheapest ways that were looked for, by goal and number of the start.
    Map<Goal, Map<Integer, Explored>> ways() {
        Map<Goal, Map<Integer, Explored>> ways = new EnumMap<>(Goal.class);
        waysToGoals.forEach((goal, some) -> ways.put(goal, some.runs()));
        return ways;
    }

    /// What the holder of an identity's credential can end up holding. Costs one fixed point.
    ///
    /// @param everything what is reached by who controls the cluster
    Reach reach(Identity from, Function<Identity, Reach> everything) {
        Run run = new Run(graph, from, Set.of());
        run.runTo(leadingToControl::contains);
        int last = run.settled().getLast();
        boolean control = leadingToControl.contains(last);
        if (control && !run.isOwn(last)) {
            leadingToControl.add(graph.number(new Fact.Credential(from)));
        }
        return control ? everything.apply(from) : reach(from, run);
    }

    private Reach reach(Identity from, Run run) {
        ReachNames.Collector collector = new ReachNames.Collector();
        run.settled().forEach(number -> collector.add(graph.fact(number)));
        ReachNames names = collector.names();
        RoaringBitmap reached = new RoaringBitmap();
        run.settled().forEach(number -> names.add(reached, graph.fact(number)));
        return names.reach(from, reached);
    }

    /// The cheapest ways to a goal; empty as long as it is not known what everybody reaches.
    Optional<WaysToGoal> waysTo(Goal goal) {
        return everybody.map(all -> waysToGoals.computeIfAbsent(goal, g -> {
            ReversedEdges edges = reversed.orElseGet(() -> ReversedEdges.of(graph));
            reversed = Optional.of(edges);
            return new WaysToGoal(graph, edges, all.visible(), g, likelyWays.getOrDefault(g, Map.of()));
        }));
    }
}
