package dev.guise.escalation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The least fixed point from many starts at once: for every fact, the set of starts from which it follows.
///
/// Sets travel along the edges as compressed bitmaps, and only what is new in a set travels on, so that an edge is
/// looked at once for each new group of starts instead of once for each start. A start that has come to control of the
/// cluster has everything and travels no further.
///
/// What roles gained on the way add to a start's own rules is not in here; see [#gains].
final class Flood {
    private final EscalationGraph graph;
    private final int control;
    private final List<RoaringBitmap> starts = new ArrayList<>();
    private final List<RoaringBitmap> fresh = new ArrayList<>();
    private final ArrayDeque<Integer> simple = new ArrayDeque<>();
    private final ArrayDeque<Integer> shared = new ArrayDeque<>();
    private final ArrayDeque<Integer> laborious = new ArrayDeque<>();
    private final BitSet queued = new BitSet();
    private final BitSet gaining = new BitSet();

    Flood(EscalationGraph graph) {
        this.graph = graph;
        this.control = graph.number(Goal.CLUSTER_CONTROL.fact());
    }

    /// @param identities the starts; a start's number is its place in the list
    void run(List<Identity> identities) {
        for (int i = 0; i < identities.size(); i++) {
            int fact = graph.number(new Fact.Credential(identities.get(i)));
            arrive(fact, RoaringBitmap.bitmapOf(i));
        }
        for (Integer next = poll(); next != null; next = poll()) {
            int fact = next;
            queued.clear(fact);
            RoaringBitmap moving = fresh.get(fact);
            fresh.set(fact, new RoaringBitmap());
            moving.andNot(startsOf(control));
            if (!moving.isEmpty()) {
                follow(fact, moving);
            }
        }
    }

    private void follow(int fact, RoaringBitmap moving) {
        Fact object = graph.fact(fact);
        if (object instanceof Fact.BoundRole || object instanceof Fact.AnyRule) {
            gaining.set(fact);
        }
        List<Edge> edges = graph.edgesFrom(fact);
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            if (edge.premiseCount() == 1) {
                arrive(edge.conclusion(), moving);
            } else {
                together(edge, fact, moving);
            }
        }
    }

    private void together(Edge edge, int fact, RoaringBitmap moving) {
        RoaringBitmap all = moving;
        for (int i = 0; i < edge.premiseCount() && !all.isEmpty(); i++) {
            if (edge.premise(i) != fact) {
                all = RoaringBitmap.and(all, startsOf(edge.premise(i)));
            }
        }
        arrive(edge.conclusion(), all);
    }

    private void arrive(int fact, RoaringBitmap arriving) {
        RoaringBitmap known = startsOf(fact);
        RoaringBitmap added = RoaringBitmap.andNot(arriving, known);
        if (added.isEmpty()) {
            return;
        }
        known.or(added);
        fresh.get(fact).or(added);
        if (!queued.get(fact)) {
            queued.set(fact);
            queueFor(graph.fact(fact)).add(fact);
        }
    }

    private @Nullable Integer poll() {
        if (!simple.isEmpty()) {
            return simple.poll();
        }
        return shared.isEmpty() ? laborious.poll() : shared.poll();
    }

    /// What takes work comes last: by then many starts have everything and need none of it. What members of groups share
    /// comes before what is somebody's own.
    private ArrayDeque<Integer> queueFor(Fact fact) {
        if (fact instanceof Fact.Combines combines) {
            return combines.who().userName().isEmpty() ? shared : laborious;
        }
        return simple;
    }

    /// The starts from which a fact follows. Those that control the cluster may be missing.
    RoaringBitmap startsOf(int fact) {
        while (starts.size() <= fact) {
            starts.add(new RoaringBitmap());
            fresh.add(new RoaringBitmap());
        }
        return starts.get(fact);
    }

    /// The starts that control the cluster.
    RoaringBitmap inControl() {
        return startsOf(control);
    }

    /// The facts by which starts gain roles, or any permission of a namespace.
    BitSet gains() {
        return gaining;
    }

    /// How many facts were reached by some start.
    int size() {
        return starts.size();
    }
}
