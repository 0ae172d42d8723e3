package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The least fixed point from many starts at once: for every fact, the set of starts from which it follows.
///
/// The inferences that need a single fact form an ordinary graph; its strongly connected components share one set each
/// and are visited in topological order, so that a set travels along an edge a few times instead of once for each
/// start. Inferences that need several facts are looked at between such sweeps. A start that has come to control of the
/// cluster has everything and is taken out. What takes some work to judge is put off until a start that is still in
/// needs it.
///
/// Time O(sweeps · edges · starts / 64); a sweep is needed for each inference of several facts that follows another.
///
/// What roles gained on the way add to a start's own rules is not in here; see [SingleStartSweep].
public final class ReachabilitySweep {
    private final EscalationGraph graph;
    private final int control;
    private final BitSet inControl = new BitSet();
    private final BitSet judged = new BitSet();
    private final BitSet visible = new BitSet();
    private final BitSet gaining = new BitSet();
    private final BitSet within = new BitSet();
    private Optional<ReversedEdges> first = Optional.empty();
    private List<Integer> startFacts = List.of();
    private BitSet reached = new BitSet();
    private Components components = new Components(new int[0], 0);
    private BitSet[] sets = new BitSet[0];
    private int[] sizes = new int[0];

    public ReachabilitySweep(EscalationGraph graph) {
        this.graph = graph;
        this.control = graph.number(Goal.CLUSTER_CONTROL.fact());
    }

    /// @param identities the starts; a start's number is its place in the list
    public void run(List<Identity> identities) {
        startFacts = identities.stream()
                .map(identity -> graph.number(new Fact.Credential(identity)))
                .toList();
        expand();
        inControl.or(controllingBySinglePremises());
        boolean more = true;
        while (more) {
            expand();
            components = Components.of(this::expanded, reached);
            sweep();
            inControl.or(startsOf(control));
            more = judgeMore();
        }
        for (int fact = reached.nextSetBit(0); fact >= 0; fact = reached.nextSetBit(fact + 1)) {
            Fact object = graph.fact(fact);
            gaining.set(fact, object instanceof Fact.BoundRole || object instanceof Fact.AnyRule);
            within.set(fact, object instanceof Fact.ActingWithin);
        }
    }

    /// Finds every fact that could be of use to some start, so that the graph stands still during a sweep.
    private void expand() {
        reached = new BitSet();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int start = 0; start < startFacts.size(); start++) {
            if (!inControl.get(start)) {
                reach(startFacts.get(start), queue);
            }
        }
        while (!queue.isEmpty()) {
            Cancellation.check();
            int fact = queue.poll();
            if (fact == control || (graph.fact(fact).isExpensive() && !judged.get(fact))) {
                continue;
            }
            List<Edge> edges = graph.edgesFrom(fact);
            visible.set(fact);
            for (int i = 0; i < edges.size(); i++) {
                if (isReached(edges.get(i))) {
                    reach(edges.get(i).conclusion(), queue);
                }
            }
        }
    }

    /// The starts from which control follows by inferences of a single premise: one search backwards finds them all.
    private BitSet controllingBySinglePremises() {
        ReversedEdges reversed = new ReversedEdges(graph, visible);
        first = Optional.of(reversed);
        BitSet found = new BitSet();
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(control));
        found.set(control);
        while (!queue.isEmpty()) {
            Cancellation.check();
            int fact = queue.poll();
            for (int i = reversed.first(fact); i < reversed.last(fact); i++) {
                if (reversed.edge(i).premiseCount() == 1 && !found.get(reversed.premise(i))) {
                    found.set(reversed.premise(i));
                    queue.add(reversed.premise(i));
                }
            }
        }
        BitSet starts = new BitSet();
        for (int start = 0; start < startFacts.size(); start++) {
            starts.set(start, found.get(startFacts.get(start)));
        }
        return starts;
    }

    private void reach(int fact, ArrayDeque<Integer> queue) {
        if (!reached.get(fact)) {
            reached.set(fact);
            queue.add(fact);
        }
    }

    private boolean isReached(Edge edge) {
        for (int i = 0; i < edge.premiseCount(); i++) {
            if (!reached.get(edge.premise(i))) {
                return false;
            }
        }
        return true;
    }

    private void sweep() {
        sets = new BitSet[components.count()];
        sizes = new int[components.count()];
        BitSet dirty = new BitSet();
        for (int start = 0; start < startFacts.size(); start++) {
            if (!inControl.get(start)) {
                int component = components.of(startFacts.get(start));
                set(component).set(start);
                sizes[component] = set(component).cardinality();
                dirty.set(component);
            }
        }
        List<Edge> joint = jointEdges();
        while (!dirty.isEmpty()) {
            travel(dirty);
            for (Edge edge : joint) {
                Cancellation.check();
                together(edge, dirty);
            }
        }
    }

    /// Components are numbered in reverse topological order: the last one has nothing before it.
    private void travel(BitSet dirty) {
        for (int component = dirty.length() - 1; component >= 0; component = dirty.previousSetBit(component - 1)) {
            dirty.clear(component);
            BitSet moving = set(component);
            for (int fact : components.members(component)) {
                Cancellation.check();
                for (Edge edge : expanded(fact)) {
                    if (edge.premiseCount() == 1 && components.of(edge.conclusion()) != component) {
                        arrive(components.of(edge.conclusion()), moving, dirty);
                    }
                }
            }
            if (component == 0) {
                return;
            }
        }
    }

    private void together(Edge edge, BitSet dirty) {
        BitSet all = null;
        for (int i = 0; i < edge.premiseCount(); i++) {
            BitSet one = startsOf(edge.premise(i));
            if (all == null) {
                all = (BitSet) one.clone();
            } else {
                all.and(one);
            }
        }
        if (all != null && !all.isEmpty()) {
            arrive(components.of(edge.conclusion()), all, dirty);
        }
    }

    private void arrive(int component, BitSet arriving, BitSet dirty) {
        BitSet known = set(component);
        known.or(arriving);
        int now = known.cardinality();
        if (now != sizes[component]) {
            sizes[component] = now;
            dirty.set(component);
        }
    }

    private List<Edge> jointEdges() {
        List<Edge> joint = new ArrayList<>();
        for (int fact = reached.nextSetBit(0); fact >= 0; fact = reached.nextSetBit(fact + 1)) {
            Cancellation.check();
            for (Edge edge : expanded(fact)) {
                if (edge.premiseCount() > 1 && edge.premise(0) == fact && isReached(edge)) {
                    joint.add(edge);
                }
            }
        }
        return joint;
    }

    private List<Edge> expanded(int fact) {
        boolean open = fact == control || (graph.fact(fact).isExpensive() && !judged.get(fact));
        return open ? List.of() : graph.edgesFrom(fact);
    }

    /// Chooses what to judge next: what members of groups share before what is somebody's own, and only what a start
    /// needs that has not everything already.
    private boolean judgeMore() {
        BitSet shared = new BitSet();
        BitSet own = new BitSet();
        for (int fact = reached.nextSetBit(0); fact >= 0; fact = reached.nextSetBit(fact + 1)) {
            Cancellation.check();
            if (graph.fact(fact) instanceof Fact.Combines combines && !judged.get(fact) && isNeeded(fact)) {
                (combines.who().userName().isEmpty() ? shared : own).set(fact);
            }
        }
        BitSet next = shared.isEmpty() ? own : shared;
        judged.or(next);
        return !next.isEmpty();
    }

    private boolean isNeeded(int fact) {
        BitSet open = (BitSet) startsOf(fact).clone();
        open.andNot(inControl);
        return !open.isEmpty();
    }

    private BitSet set(int component) {
        BitSet set = sets[component];
        if (set == null) {
            set = new BitSet();
            sets[component] = set;
        }
        return set;
    }

    /// The starts from which a fact follows; those that control the cluster may be missing. Not to be changed.
    public BitSet startsOf(int fact) {
        return fact >= 0 && reached.get(fact) ? set(components.of(fact)) : new BitSet();
    }

    /// The starts that control the cluster.
    public BitSet inControl() {
        return inControl;
    }

    /// The facts by which starts gain roles, or any permission of a namespace.
    public BitSet gains() {
        return gaining;
    }

    /// The facts of acting within a mode.
    BitSet within() {
        return within;
    }

    /// The facts whose inferences were looked at. Which these are depends on the cluster alone, not on what the graph
    /// was asked before.
    public BitSet visible() {
        return visible;
    }

    /// The inferences from the visible facts, if they are still what the search for control was made with.
    public Optional<ReversedEdges> reversed() {
        return first.filter(edges -> edges.isStillOf(graph, visible));
    }

    /// The facts that follow from some start.
    public BitSet facts() {
        return reached;
    }
}
