package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The least fixed point from one start: every fact that follows, each by its cheapest derivation.
///
/// Knuth's generalisation of Dijkstra's algorithm to directed hypergraphs: facts are settled in the order of their
/// cost, an edge counts once its last premise is settled, and its cost is its own and that of all its premises. What is
/// equally cheap is settled in an order of its own ([FactOrder]), whichever way the graph came about. Time O(e log f)
/// for the edges and facts reached.
public final class CheapestDerivations implements Proof {
    private static final int UNREACHED = Integer.MAX_VALUE;

    /// At one cost, facts that take some work are settled after all others.
    private static final int EXPENSIVE_STEPS = 10_000;

    /// Costs stop growing here: facts that share premises would double them with each step.
    private static final int MAX_COST = 1_000_000_000;

    private final EscalationGraph graph;
    private final Identity start;
    private final int startFact;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();
    private final List<Integer> settled = new ArrayList<>();
    private final GainedRoles gains;
    private final List<Integer> pending = new ArrayList<>();
    private final Map<Integer, List<Edge>> own = new HashMap<>();
    private final Set<Edge> banned;
    private final Map<Integer, Integer> left = new HashMap<>();
    private final IntUnaryOperator leastToEnd;
    private final int costLimit;
    private int[] costs;
    private @Nullable Edge[] by;

    /// A fact that could be settled at that cost by that edge.
    private record Candidate(
            int cost,
            int steps,
            long order,
            int fact,
            @Nullable Edge by) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            if (cost != other.cost) {
                return Integer.compare(cost, other.cost);
            }
            if (steps != other.steps) {
                return Integer.compare(steps, other.steps);
            }
            int first = Long.compare(order, other.order);
            return first == 0 && by != null && other.by != null ? Long.compare(by.order(), other.by.order()) : first;
        }
    }

    /// @param banned edges that may not be used
    public CheapestDerivations(EscalationGraph graph, Identity start, Set<Edge> banned) {
        this(graph, start, banned, fact -> 0, UNREACHED);
    }

    /// A run that leaves out what cannot come to the end for less than a cost.
    public static CheapestDerivations cheaperThan(
            int cost, EscalationGraph graph, Identity start, Distances distances) {
        return new CheapestDerivations(graph, start, Set.of(), distances::atLeast, cost);
    }

    private CheapestDerivations(
            EscalationGraph graph, Identity start, Set<Edge> banned, IntUnaryOperator leastToEnd, int costLimit) {
        this.leastToEnd = leastToEnd;
        this.costLimit = costLimit;
        this.graph = graph;
        this.start = start;
        this.banned = banned;
        this.gains = new GainedRoles(graph, start);
        this.startFact = graph.number(new Fact.Credential(start));
        this.costs = new int[Math.max(graph.size(), 16)];
        Arrays.fill(costs, UNREACHED);
        this.by = new Edge[costs.length];
    }

    /// Runs until a fact is settled that is wanted, or until nothing more follows.
    ///
    /// @return the number of that fact, or -1
    public int runTo(IntPredicate wanted) {
        queue.add(new Candidate(0, 0, 0, startFact, null));
        while (!queue.isEmpty() || !pending.isEmpty()) {
            Cancellation.check();
            gainBefore(queue.isEmpty() ? UNREACHED : queue.peek().cost);
            if (queue.isEmpty()) {
                break;
            }
            Candidate next = queue.poll();
            if (isSettled(next.fact)) {
                continue;
            }
            settle(next);
            if (wanted.test(next.fact)) {
                return next.fact;
            }
            follow(next.fact, next.steps);
        }
        return -1;
    }

    private void settle(Candidate candidate) {
        grow(candidate.fact);
        costs[candidate.fact] = candidate.cost;
        by[candidate.fact] = candidate.by;
        settled.add(candidate.fact);
    }

    private void follow(int fact, int steps) {
        List<Edge> edges = graph.edgesFrom(fact);
        for (int i = 0; i < edges.size(); i++) {
            offer(edges.get(i), steps);
        }
        own.getOrDefault(fact, List.of()).forEach(edge -> offer(edge, steps));
        Fact object = graph.fact(fact);
        if (object instanceof Fact.BoundRole || object instanceof Fact.AnyRule) {
            gain(object, fact);
        } else if (object instanceof Fact.ActingWithin within && !gains.isEmpty()) {
            widen(within);
        }
    }

    private void offer(Edge edge, int steps) {
        int cost = edge.cost();
        for (int i = 0; i < edge.premiseCount(); i++) {
            if (!isSettled(edge.premise(i))) {
                return;
            }
            cost = Math.min(MAX_COST, cost + costs[edge.premise(i)]);
        }
        if (isSettled(edge.conclusion()) || banned.contains(edge)) {
            return;
        }
        if (cost + leastToEnd.applyAsInt(edge.conclusion()) >= costLimit) {
            left.merge(edge.conclusion(), cost, Math::min);
        } else {
            int more = graph.fact(edge.conclusion()).isExpensive() ? EXPENSIVE_STEPS : 1;
            queue.add(new Candidate(cost, steps + more, graph.order(edge.conclusion()), edge.conclusion(), edge));
        }
    }

    private void gain(Fact fact, int number) {
        if (gains.add(fact)) {
            pending.add(number);
        }
    }

    /// What roles gained add is worked out for all that was gained at one cost at once, when nothing cheaper is left.
    private void gainBefore(int cost) {
        if (pending.isEmpty() || costs[pending.getLast()] >= cost) {
            return;
        }
        pending.clear();
        Fact own = new Fact.Credential(start);
        gains.conclude(conclusion -> addOwn(gains.premises(own, conclusion.grants()), conclusion));
        for (int number : List.copyOf(settled)) {
            if (graph.fact(number) instanceof Fact.ActingWithin within) {
                widen(within);
            }
        }
    }

    private void widen(Fact.ActingWithin within) {
        gains.widen(within, conclusion -> addOwn(gains.premises(within, conclusion.grants()), conclusion));
    }

    private void addOwn(List<Fact> premises, Conclusion conclusion) {
        Edge edge = graph.edge(premises, conclusion);
        for (int i = 0; i < edge.premiseCount(); i++) {
            own.computeIfAbsent(edge.premise(i), p -> new ArrayList<>()).add(edge);
        }
        offer(edge, 0);
    }

    /// What was left out, since the end cannot be reached by it for little enough.
    public Left left() {
        int[] facts = new int[left.size()];
        int[] costs = new int[facts.length];
        int i = 0;
        for (Map.Entry<Integer, Integer> entry : left.entrySet()) {
            facts[i] = entry.getKey();
            costs[i++] = entry.getValue();
        }
        return new Left(facts, costs);
    }

    /// Facts with the least cost of coming to each.
    public static final class Left {
        private final int[] facts;
        private final int[] costs;

        private Left(int[] facts, int[] costs) {
            this.facts = facts;
            this.costs = costs;
        }

        /// Whether none of them comes to the end for less than a cost.
        public boolean isTooFar(Distances distances, int cost) {
            return IntStream.range(0, facts.length).allMatch(i -> costs[i] + distances.atLeast(facts[i]) >= cost);
        }
    }

    /// What was asked of roles gained on the way, which is more than the graph says.
    public List<GainedRoles.Answer> asked() {
        return gains.answers();
    }

    /// The roles gained on the way that can count together with others.
    public Set<Fact> gained() {
        return gains.gained();
    }

    public boolean isSettled(int fact) {
        return fact < costs.length && costs[fact] != UNREACHED;
    }

    @Override
    public int cost(int fact) {
        return costs[fact];
    }

    /// The edge by which a settled fact was reached; null for the start.
    @Override
    public @Nullable Edge by(int fact) {
        return by[fact];
    }

    /// The facts reached, in the order of their cost.
    public List<Integer> settled() {
        return settled;
    }

    /// Whether the derivation of a fact rests on what only this start has: roles gained that count with its own rules.
    public boolean isOwn(int fact) {
        Set<Integer> seen = new LinkedHashSet<>();
        List<Integer> open = new ArrayList<>(List.of(fact));
        while (!open.isEmpty()) {
            int next = open.removeLast();
            Edge edge = by[next];
            if (!seen.add(next) || edge == null) {
                continue;
            }
            if (own.getOrDefault(edge.premise(0), List.of()).contains(edge)) {
                return true;
            }
            for (int i = 0; i < edge.premiseCount(); i++) {
                open.add(edge.premise(i));
            }
        }
        return false;
    }

    private void grow(int fact) {
        if (fact >= costs.length) {
            int old = costs.length;
            costs = Arrays.copyOf(costs, Math.max(fact + 1, old * 2));
            by = Arrays.copyOf(by, costs.length);
            Arrays.fill(costs, old, costs.length, UNREACHED);
        }
    }
}
