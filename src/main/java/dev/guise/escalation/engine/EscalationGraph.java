package dev.guise.escalation.engine;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Policy;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The inferences of a cluster: a directed hypergraph whose nodes are facts and whose edges say which facts together
/// give another. A fact's edges are worked out when it is first reached, once for all questions.
///
/// Not safe for several threads at once.
public final class EscalationGraph {
    private final Catalogue catalogue;
    private final StepRequests requests;
    private final Expansion expansion;
    private final Map<Fact, Integer> numbers;
    private final List<Fact> facts;
    private final List<List<Edge>> edges;
    private final BitSet expanded;
    /// The facts whose list of edges no other graph has.
    private final BitSet unshared = new BitSet();
    private final InferenceChanges<Edge> changes = new InferenceChanges<>(edge -> edge);
    private final InferenceChanges<Edge.Inference> inferenceChanges = new InferenceChanges<>(Edge::inference);
    private Optional<Staleness> staleness = Optional.empty();
    private boolean infersSame;
    private int version;
    private long[] orders;

    /// @param request a request whose being allowed is a fact as well
    public EscalationGraph(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue, Optional<Attributes> request) {
        this.catalogue = catalogue;
        this.requests = new StepRequests(catalogue, snapshot.server());
        this.numbers = new HashMap<>();
        this.facts = new ArrayList<>();
        this.edges = new ArrayList<>();
        this.expanded = new BitSet();
        this.orders = new long[16];
        this.expansion = new Expansion(snapshot, policy, catalogue, this, request);
    }

    private EscalationGraph(EscalationGraph before, Policy policy) {
        this.catalogue = before.catalogue;
        this.requests = before.requests;
        this.numbers = new HashMap<>(before.numbers);
        this.facts = new ArrayList<>(before.facts);
        this.edges = new ArrayList<>(before.edges);
        this.expanded = (BitSet) before.expanded.clone();
        this.orders = before.orders.clone();
        before.unshared.clear();
        this.expansion = before.expansion.with(policy, this);
    }

    /// The graph of the same cluster with other roles and bindings. What follows from most facts is the same and is
    /// taken over; what may be something else is worked out anew. Both graphs may go on to grow.
    ///
    /// Empty when too much would be something else: where namespaces come or go, or the order of what stays
    /// changes.
    public Optional<EscalationGraph> with(Policy policy) {
        RbacChange change = RbacChange.between(expansion.policy(), policy);
        if (!change.isInOrder()) {
            return Optional.empty();
        }
        Cancellation.check();
        EscalationGraph after = new EscalationGraph(this, policy);
        Cancellation.check();
        if (!after.expansion.index().hasSameNamespaces(expansion.index())) {
            return Optional.empty();
        }
        after.infersSame = after.expansion.index().isSame(expansion.index());
        after.workOutAnew(new Staleness(change, expansion, after.expansion), expanded);
        return Optional.of(after);
    }

    /// A copy of a graph that was made of no other; both may go on to grow, in threads of their own. Linear in the
    /// facts.
    public EscalationGraph copy() {
        if (isOfAnother()) {
            throw new IllegalStateException("what changed is known by this graph only");
        }
        EscalationGraph copy = new EscalationGraph(this, expansion.policy());
        copy.version = version;
        return copy;
    }

    /// Whether it was made of another graph and knows what changed since.
    public boolean isOfAnother() {
        return staleness.isPresent();
    }

    private void workOutAnew(Staleness stale, BitSet known) {
        staleness = Optional.of(stale);
        Map<Integer, List<Edge>> gone = new LinkedHashMap<>();
        for (int fact = known.nextSetBit(0); fact >= 0; fact = known.nextSetBit(fact + 1)) {
            Cancellation.check();
            Fact object = facts.get(fact);
            if (stale.isStale(object)) {
                gone.put(fact, forget(fact, edge -> true));
                expanded.clear(fact);
            } else if (stale.namesOthers(object)) {
                gone.put(fact, forget(fact, this::givesACredential));
            }
        }
        gone.forEach((fact, before) -> {
            Cancellation.check();
            boolean whole = !expanded.get(fact);
            if (whole) {
                edgesFrom(fact);
            } else {
                expansion.nameAnew(facts.get(fact));
            }
            List<Edge> now = of(fact, edge -> whole || givesACredential(edge));
            changes.compare(fact, before, now);
            inferenceChanges.compare(fact, before, now);
            if (facts.get(fact) instanceof Fact.BoundRole) {
                // what a role that was gained is worth beside others is not in its inferences
                changes.mark(fact);
                inferenceChanges.mark(fact);
            }
        });
        infersSame &= inferenceChanges.isEmpty();
    }

    private boolean givesACredential(Edge edge) {
        return facts.get(edge.conclusion()) instanceof Fact.Credential;
    }

    /// What follows otherwise than in the graph that this one was made of, or by other rules.
    public InferenceChanges<Edge> changes() {
        return changes;
    }

    /// What follows otherwise than in the graph that this one was made of, by whatever rules.
    public InferenceChanges<Edge.Inference> inferenceChanges() {
        return inferenceChanges;
    }

    /// Whether all roles and bindings answer the same as in the graph that this one was made of, as far as can be told
    /// without asking.
    ///
    /// @param gained roles that `who` gained
    boolean answersSame(Identity who, Set<Fact> gained) {
        return staleness.isPresent() && !staleness.get().isStale(who, gained);
    }

    /// Whether the same people are known and the same follows from every fact as in the graph that this one was made
    /// of, though perhaps by other rules.
    public boolean infersSame() {
        return infersSame;
    }

    /// The inferences that were worked out from a fact: it is their first premise.
    private List<Edge> of(int fact, Predicate<Edge> which) {
        return edges.get(fact).stream()
                .filter(edge -> edge.premise(0) == fact && which.test(edge))
                .toList();
    }

    /// Takes out inferences that were worked out from a fact.
    private List<Edge> forget(int fact, Predicate<Edge> which) {
        version++;
        List<Edge> list = of(fact, which);
        Set<Edge> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(list);
        BitSet premises = new BitSet();
        for (Edge edge : list) {
            for (int i = 0; i < edge.premiseCount(); i++) {
                premises.set(edge.premise(i));
            }
        }
        premises.stream().forEach(premise -> own(premise).removeIf(gone::contains));
        return list;
    }

    /// The list of a fact's edges, to be changed.
    private List<Edge> own(int fact) {
        List<Edge> list = edges.get(fact);
        if (!unshared.get(fact)) {
            unshared.set(fact);
            list = list.isEmpty() ? new ArrayList<>(2) : new ArrayList<>(list);
            edges.set(fact, list);
        }
        return list;
    }

    /// Who lives in the cluster.
    public ClusterIndex index() {
        return expansion.index();
    }

    /// Whether a fact can be worth more together with rights that its holder has already.
    public boolean isWorthGaining(Fact fact) {
        return expansion.combined().isWorthGaining(fact);
    }

    Expansion expansion() {
        return expansion;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public StepRequests requests() {
        return requests;
    }

    /// The number of a fact, a new one when it has none yet.
    public int number(Fact fact) {
        Integer known = numbers.get(fact);
        if (known != null) {
            return known;
        }
        int number = facts.size();
        numbers.put(fact, number);
        facts.add(fact);
        edges.add(List.of());
        if (number >= orders.length) {
            orders = Arrays.copyOf(orders, 2 * number);
        }
        orders[number] = FactOrder.of(fact);
        return number;
    }

    public Fact fact(int number) {
        return facts.get(number);
    }

    /// Which of several facts comes first, all else being equal; see [FactOrder].
    long order(int fact) {
        return orders[fact];
    }

    /// Another number whenever inferences came or went.
    int version() {
        return version;
    }

    /// How many facts there are so far.
    public int size() {
        return facts.size();
    }

    /// The edges that a fact is a premise of. More may be added to the list while other facts are expanded; those are
    /// found from their last premise.
    List<Edge> edgesFrom(int fact) {
        if (!expanded.get(fact)) {
            Cancellation.check();
            expanded.set(fact);
            expansion.expand(facts.get(fact));
        }
        return edges.get(fact);
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
        version++;
        Edge edge = edge(premises, conclusion);
        for (int i = 0; i < edge.premiseCount(); i++) {
            own(edge.premise(i)).add(edge);
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
