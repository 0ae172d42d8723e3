package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// How far each fact is from one end, worked out backwards from the end for all facts at once, between two bounds:
///
/// - at most: by inferences that need a single fact, which is an ordinary shortest path;
/// - at least: as if of several premises one were enough. What a fact leads to that was not expanded yet, or that what
///   a start gains may add to it, is taken to cost `unknown`.
///
/// Where both are the same the cheapest path is known without [CheapestDerivations] from that start; where they are
/// not, these may leave out what is too far to improve on it.
///
/// Dijkstra's algorithm on the reversed inferences, twice: time O(e log f), memory O(e).
public final class Distances {
    static final int UNREACHED = Integer.MAX_VALUE / 2;

    private final EscalationGraph graph;
    private final BitSet visible;
    private final int end;
    private final int[] least;
    private final int[] most;
    private final @Nullable Edge[] next;

    private Distances(EscalationGraph graph, BitSet visible, int end) {
        this.graph = graph;
        this.visible = visible;
        this.end = end;
        this.least = unreached(graph.size());
        this.most = unreached(graph.size());
        this.next = new Edge[graph.size()];
    }

    /// @param reversed all inferences of the graph
    /// @param visible the facts whose inferences are all in the graph and count
    /// @param end     the fact to reach
    /// @param unknown a lower bound for paths by rules that count together, where these were not judged yet
    public static Distances to(EscalationGraph graph, ReversedEdges reversed, BitSet visible, int end, int unknown) {
        Distances distances = new Distances(graph, visible, end);
        distances.bestCase(reversed, unknown);
        distances.bySinglePremises(reversed);
        return distances;
    }

    private static int[] unreached(int size) {
        int[] array = new int[size];
        Arrays.fill(array, UNREACHED);
        return array;
    }

    /// No path from the fact is cheaper.
    public int atLeast(int fact) {
        return fact < least.length ? least[fact] : 0;
    }

    /// The cost of the cheapest path whose inferences need a single fact each; [#UNREACHED] when there is none.
    public int atMost(int fact) {
        return fact < most.length ? most[fact] : UNREACHED;
    }

    /// The path of that cost.
    public Optional<Proof> path(int from) {
        if (atMost(from) == UNREACHED) {
            return Optional.empty();
        }
        Map<Integer, Edge> by = new HashMap<>();
        Map<Integer, Integer> costs = new HashMap<>(Map.of(from, 0));
        int fact = from;
        int cost = 0;
        Edge edge = next[fact];
        while (fact != end && edge != null) {
            cost += edge.cost();
            fact = edge.conclusion();
            by.put(fact, edge);
            costs.put(fact, cost);
            edge = next[fact];
        }
        return Optional.of(new Path(by, costs));
    }

    private record Path(Map<Integer, Edge> inferences, Map<Integer, Integer> costs) implements Proof {
        @Override
        public @Nullable Edge by(int fact) {
            return inferences.get(fact);
        }

        @Override
        public int cost(int fact) {
            return costs.getOrDefault(fact, 0);
        }
    }

    private record Candidate(int cost, int steps, int fact) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int order = Integer.compare(cost, other.cost);
            return order == 0 ? Integer.compare(steps, other.steps) : order;
        }
    }

    private void bestCase(ReversedEdges reversed, int unknown) {
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        queue.add(new Candidate(0, 0, end));
        for (int fact = 0; fact < least.length; fact++) {
            if (fact == end) {
                continue;
            }
            Fact object = graph.fact(fact);
            if (!visible.get(fact) && !object.isExpensive()) {
                // nobody came here by what was looked at; a run may, and then it is not known how far it is
                queue.add(new Candidate(0, 0, fact));
            } else if (!visible.get(fact) || isWorthMore(object)) {
                queue.add(new Candidate(unknown, 0, fact));
            }
        }
        while (!queue.isEmpty()) {
            Cancellation.check();
            Candidate candidate = queue.poll();
            if (least[candidate.fact] != UNREACHED) {
                continue;
            }
            least[candidate.fact] = candidate.cost;
            for (int i = reversed.first(candidate.fact); i < reversed.last(candidate.fact); i++) {
                if (least[reversed.premise(i)] == UNREACHED && visible.get(reversed.premise(i))) {
                    queue.add(new Candidate(candidate.cost + reversed.edge(i).cost(), 0, reversed.premise(i)));
                }
            }
        }
    }

    /// Whether a fact may come to be worth something that its own inferences do not say: by what a start gains, or
    /// beside a right to have or to bind roles that a start gets by rules that were not judged yet.
    private boolean isWorthMore(Fact fact) {
        return fact instanceof Fact.MayEscalate
                || fact instanceof Fact.MayCreateAnyRole
                || graph.expansion().combined().isWorthGaining(fact);
    }

    private void bySinglePremises(ReversedEdges reversed) {
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        BitSet settled = new BitSet();
        int[] steps = unreached(most.length);
        most[end] = 0;
        steps[end] = 0;
        queue.add(new Candidate(0, 0, end));
        while (!queue.isEmpty()) {
            Cancellation.check();
            Candidate candidate = queue.poll();
            if (settled.get(candidate.fact)) {
                continue;
            }
            settled.set(candidate.fact);
            for (int i = reversed.first(candidate.fact); i < reversed.last(candidate.fact); i++) {
                Edge edge = reversed.edge(i);
                Candidate before =
                        new Candidate(candidate.cost + edge.cost(), candidate.steps + 1, reversed.premise(i));
                if (edge.premiseCount() == 1 && visible.get(before.fact) && isBetter(before, edge, steps)) {
                    most[before.fact] = before.cost;
                    steps[before.fact] = before.steps;
                    next[before.fact] = edge;
                    queue.add(before);
                }
            }
        }
    }

    private boolean isBetter(Candidate candidate, Edge by, int[] steps) {
        int fact = candidate.fact;
        if (candidate.cost != most[fact]) {
            return candidate.cost < most[fact];
        }
        if (candidate.steps != steps[fact]) {
            return candidate.steps < steps[fact];
        }
        Edge known = next[fact];
        return known != null && comesFirst(by, known);
    }

    private boolean comesFirst(Edge one, Edge other) {
        int order = Long.compare(graph.order(one.conclusion()), graph.order(other.conclusion()));
        return order == 0 ? one.order() < other.order() : order < 0;
    }
}
