package dev.guise.escalation.question;

import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.GainedRoles;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.ReversedEdges;
import dev.guise.escalation.question.PathsToGoal.Explored;
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
    private final Optional<AllReaches> everybody;
    private Optional<ReversedEdges> reversed;
    private final Map<Goal, Map<Integer, Explored>> likelyPaths;
    private final Map<Goal, PathsToGoal> pathsToGoals = new EnumMap<>(Goal.class);
    private final Set<Integer> leadingToControl = new HashSet<>();

    /// What everybody reaches.
    ///
    /// @param visible what [dev.guise.escalation.engine.ReachabilitySweep#visible] tells
    /// @param asked   what was asked of roles gained on the way, which is more than the graph says
    record AllReaches(List<Reach> reaches, BitSet visible, List<GainedRoles.Answer> asked) {

        /// Whether everybody reaches the same in a graph that was made of the one that this was read from.
        boolean isSame(EscalationGraph graph) {
            return graph.infersSame() && asked.stream().allMatch(answer -> answer.isSame(graph));
        }
    }

    private KnownGraph(
            EscalationGraph graph,
            Optional<AllReaches> everybody,
            Optional<ReversedEdges> reversed,
            Map<Goal, Map<Integer, Explored>> likelyPaths) {
        this.graph = graph;
        this.everybody = everybody;
        this.reversed = reversed;
        this.likelyPaths = likelyPaths;
        leadingToControl.add(graph.number(Goal.CLUSTER_CONTROL.fact()));
    }

    /// One of which nothing is known.
    ///
    /// @param likelyPaths cheapest paths in the graph that this one was made of, which may be the same here
    static KnownGraph of(EscalationGraph graph, Map<Goal, Map<Integer, Explored>> likelyPaths) {
        return new KnownGraph(graph, Optional.empty(), Optional.empty(), likelyPaths);
    }

    /// Works out what everybody reaches.
    ///
    /// @param own        nothing else uses it meanwhile
    /// @param likely     what everybody reached in the graph that it was made of
    /// @param everything what is reached by who controls the cluster
    KnownGraph survey(
            EscalationGraph own,
            Optional<AllReaches> likely,
            List<Identity> identities,
            Function<Identity, Reach> everything) {
        Optional<AllReaches> same = likely.filter(all -> all.isSame(own));
        if (same.isPresent()) {
            return new KnownGraph(own, same, Optional.empty(), likelyPaths);
        }
        ReachOfAll reachOfAll = new ReachOfAll(own, identities, everything);
        List<Reach> reaches = List.copyOf(reachOfAll.reaches());
        AllReaches found = new AllReaches(reaches, reachOfAll.visible(), List.copyOf(reachOfAll.asked()));
        return new KnownGraph(own, Optional.of(found), reachOfAll.reversed(), likelyPaths);
    }

    EscalationGraph graph() {
        return graph;
    }

    /// What everybody reaches, once that was worked out.
    Optional<AllReaches> everybody() {
        return everybody;
    }

    /// Cheapest paths that were looked for, by goal and number of the start.
    Map<Goal, Map<Integer, Explored>> paths() {
        Map<Goal, Map<Integer, Explored>> paths = new EnumMap<>(Goal.class);
        pathsToGoals.forEach((goal, some) -> paths.put(goal, some.runs()));
        return paths;
    }

    /// What the holder of an identity's credential can end up holding. Costs one fixed point.
    ///
    /// @param everything what is reached by who controls the cluster
    Reach reach(Identity from, Function<Identity, Reach> everything) {
        CheapestDerivations run = new CheapestDerivations(graph, from, Set.of());
        run.runTo(leadingToControl::contains);
        int last = run.settled().getLast();
        boolean control = leadingToControl.contains(last);
        if (control && !run.isOwn(last)) {
            leadingToControl.add(graph.number(new Fact.Credential(from)));
        }
        return control ? everything.apply(from) : reach(from, run);
    }

    private Reach reach(Identity from, CheapestDerivations run) {
        ReachNames.Collector collector = new ReachNames.Collector();
        run.settled().forEach(number -> collector.add(graph.fact(number)));
        ReachNames names = collector.names();
        RoaringBitmap reached = new RoaringBitmap();
        run.settled().forEach(number -> names.add(reached, graph.fact(number)));
        return names.reach(from, reached);
    }

    /// The cheapest paths to a goal; empty as long as it is not known what everybody reaches.
    Optional<PathsToGoal> pathsTo(Goal goal) {
        return everybody.map(all -> pathsToGoals.computeIfAbsent(goal, g -> {
            ReversedEdges edges = reversed.orElseGet(() -> ReversedEdges.of(graph));
            reversed = Optional.of(edges);
            return new PathsToGoal(graph, edges, all.visible(), g, likelyPaths.getOrDefault(g, Map.of()));
        }));
    }
}
