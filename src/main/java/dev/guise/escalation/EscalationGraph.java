package dev.guise.escalation;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The inferences of a cluster: a directed hypergraph whose nodes are facts and whose edges say which facts together
/// give another. A fact's edges are worked out when it is first reached, once for all questions.
///
/// Not safe for several threads at once.
final class EscalationGraph {
    private final Catalogue catalogue;
    private final Expansion expansion;
    private final Map<Fact, Integer> numbers = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<Boolean> expanded = new ArrayList<>();
    private long[] orders = new long[16];

    /// @param request a request whose being allowed is a fact as well
    EscalationGraph(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue, Optional<Attributes> request) {
        this.catalogue = catalogue;
        this.expansion = new Expansion(snapshot, policy, catalogue, this, request);
    }

    Expansion expansion() {
        return expansion;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// The number of a fact, a new one when it has none yet.
    int number(Fact fact) {
        Integer known = numbers.get(fact);
        if (known != null) {
            return known;
        }
        int number = facts.size();
        numbers.put(fact, number);
        facts.add(fact);
        edges.add(List.of());
        expanded.add(false);
        if (number >= orders.length) {
            orders = Arrays.copyOf(orders, 2 * number);
        }
        orders[number] = FactOrder.of(fact);
        return number;
    }

    Fact fact(int number) {
        return facts.get(number);
    }

    /// Which of several facts comes first, all else being equal; see [FactOrder].
    long order(int fact) {
        return orders[fact];
    }

    /// How many facts there are so far.
    int size() {
        return facts.size();
    }

    /// The edges that a fact is a premise of. More may be added to the list while other facts are expanded; those are
    /// found from their last premise.
    List<Edge> edgesFrom(int fact) {
        if (!expanded.get(fact)) {
            expanded.set(fact, true);
            expansion.expand(facts.get(fact));
        }
        return edges.get(fact);
    }

    /// Whether it was worked out what the fact leads to.
    boolean isExpanded(int fact) {
        return expanded.get(fact);
    }

    /// The edges that a fact is known to be a premise of; nothing is worked out.
    List<Edge> knownEdgesFrom(int fact) {
        return edges.get(fact);
    }

    /// Adds an unfolding: the conclusion is only another way to see the premise.
    void unfold(Fact premise, Fact conclusion) {
        add(List.of(premise), new Conclusion(conclusion, "", List.of(), ""));
    }

    void add(List<Fact> premises, Conclusion conclusion) {
        Edge edge = edge(premises, conclusion);
        for (int i = 0; i < edge.premiseCount(); i++) {
            List<Edge> list = edges.get(edge.premise(i));
            if (list.isEmpty()) {
                list = new ArrayList<>(2);
                edges.set(edge.premise(i), list);
            }
            list.add(edge);
        }
    }

    /// An edge that is not kept: it is true for one start only.
    Edge edge(List<Fact> premises, Conclusion conclusion) {
        int[] numbersOfPremises = new int[premises.size()];
        long[] ordersOfPremises = new long[premises.size()];
        for (int i = 0; i < numbersOfPremises.length; i++) {
            numbersOfPremises[i] = number(premises.get(i));
            ordersOfPremises[i] = orders[numbersOfPremises[i]];
        }
        int cost = conclusion.technique().isEmpty() ? 0 : catalogue.cost(conclusion.technique());
        return new Edge(
                numbersOfPremises,
                number(conclusion.fact()),
                conclusion.technique(),
                cost,
                conclusion.grants(),
                conclusion.note(),
                FactOrder.of(conclusion, ordersOfPremises));
    }
}
