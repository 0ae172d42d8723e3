package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/// The strongly connected components of the inferences that need a single fact, numbered in reverse topological order.
///
/// Tarjan's algorithm without recursion, in time linear in facts and edges. JGraphT's would need a graph of objects
/// first, of a size that is gone through here many times.
final class Components {
    private static final int NONE = -1;

    private final int[] componentOf;
    private final List<List<Integer>> members = new ArrayList<>();

    Components(int[] componentOf, int count) {
        this.componentOf = componentOf;
        for (int i = 0; i < count; i++) {
            members.add(new ArrayList<>(1));
        }
        for (int fact = 0; fact < componentOf.length; fact++) {
            if (componentOf[fact] != NONE) {
                members.get(componentOf[fact]).add(fact);
            }
        }
    }

    /// The components among the facts given.
    ///
    /// @param edgesFrom the inferences that count, by premise
    static Components of(IntFunction<List<Edge>> edgesFrom, BitSet facts) {
        Search search = new Search(edgesFrom, facts);
        for (int fact = facts.nextSetBit(0); fact >= 0; fact = facts.nextSetBit(fact + 1)) {
            if (search.index[fact] == NONE) {
                search.from(fact);
            }
        }
        return new Components(search.component, search.count);
    }

    int count() {
        return members.size();
    }

    int of(int fact) {
        return componentOf[fact];
    }

    List<Integer> members(int component) {
        return members.get(component);
    }

    private static final class Search {
        private final IntFunction<List<Edge>> edgesFrom;
        private final BitSet facts;
        private final int[] index;
        private final int[] low;
        private final int[] next;
        private final int[] component;
        private final ArrayDeque<Integer> path = new ArrayDeque<>();
        private final ArrayDeque<Integer> open = new ArrayDeque<>();
        private int seen;
        private int count;

        Search(IntFunction<List<Edge>> edgesFrom, BitSet facts) {
            this.edgesFrom = edgesFrom;
            this.facts = facts;
            int size = facts.length();
            index = filled(size);
            low = new int[size];
            next = new int[size];
            component = filled(size);
        }

        private static int[] filled(int size) {
            int[] array = new int[size];
            Arrays.fill(array, NONE);
            return array;
        }

        void from(int start) {
            enter(start);
            while (!path.isEmpty()) {
                Cancellation.check();
                int fact = path.peek();
                List<Edge> edges = edgesFrom.apply(fact);
                if (next[fact] < edges.size()) {
                    look(fact, edges.get(next[fact]++));
                } else {
                    leave(fact);
                }
            }
        }

        private void enter(int fact) {
            index[fact] = seen;
            low[fact] = seen++;
            path.push(fact);
            open.push(fact);
        }

        private void look(int fact, Edge edge) {
            int target = edge.conclusion();
            if (edge.premiseCount() > 1 || !facts.get(target)) {
                return;
            }
            if (index[target] == NONE) {
                enter(target);
            } else if (component[target] == NONE) {
                low[fact] = Math.min(low[fact], index[target]);
            }
        }

        private void leave(int fact) {
            path.pop();
            if (!path.isEmpty()) {
                low[path.peek()] = Math.min(low[path.peek()], low[fact]);
            }
            if (low[fact] == index[fact]) {
                int member;
                do {
                    member = open.pop();
                    component[member] = count;
                } while (member != fact);
                count++;
            }
        }
    }
}
