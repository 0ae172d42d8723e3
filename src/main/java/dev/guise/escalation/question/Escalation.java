package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Distances;
import dev.guise.escalation.engine.Edge;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Gains;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.Inhabitants;
import dev.guise.escalation.engine.ReversedEdges;
import dev.guise.escalation.engine.Run;
import dev.guise.escalation.question.WaysToGoal.Explored;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/// Answers what one identity can turn into, in a cluster as a snapshot shows it.
///
/// Safe for several threads, which then wait for one another.
public final class Escalation {
    private static final Set<Edge> NONE_BANNED = Set.of();
    private static final int MOST_OF_ONE_STEP = 3;

    private final ClusterSnapshot snapshot;
    private final Policy policy;
    private final Catalogue catalogue;
    private final EscalationGraph graph;
    private final Inhabitants inhabitants;
    private final Set<Integer> leadingToControl = new HashSet<>();
    private final Map<Identity, Reach> known = new LinkedHashMap<>();
    private final Map<Goal, WaysToGoal> waysToGoals = new EnumMap<>(Goal.class);
    private boolean allAreKnown;
    private final Optional<Everybody> likelyEverybody;
    private Everybody everybody = new Everybody(List.of(), new BitSet(), List.of());
    private List<Reach> inOrder = List.of();
    private final List<String> likelyAll;
    private final Map<Goal, Map<Integer, Explored>> likelyWays;
    private Optional<ReversedEdges> reversed = Optional.empty();
    private volatile Optional<Inhabited> inhabited = Optional.empty();
    private volatile Optional<Inhabited> likelyInhabited = Optional.empty();
    private List<String> all = List.of();
    private List<String> allNodes = List.of();

    private Escalation(
            ClusterSnapshot snapshot,
            Policy policy,
            Catalogue catalogue,
            EscalationGraph graph,
            List<String> likelyAll,
            Optional<Everybody> likelyEverybody,
            Map<Goal, Map<Integer, Explored>> likelyWays) {
        this.likelyEverybody = likelyEverybody;
        this.likelyWays = likelyWays;
        this.likelyAll = likelyAll;
        this.snapshot = snapshot;
        this.policy = policy;
        this.catalogue = catalogue;
        this.graph = graph;
        this.inhabitants = graph.inhabitants();
        leadingToControl.add(graph.number(Goal.CLUSTER_CONTROL.fact()));
    }

    /// The escalations of a cluster. Only indexes are built here; what follows from what is worked out when asked.
    public static Escalation of(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue) {
        return new Escalation(
                snapshot,
                policy,
                catalogue,
                new EscalationGraph(snapshot, policy, catalogue, Optional.empty()),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /// The escalations of the same cluster with other roles and bindings. What follows from a single fact is taken over
    /// where it is the same; what follows for everybody is worked out anew when it is asked, since one changed
    /// grant
    /// may change it. The lists of those who control the cluster are shared, so that the two are cheap to compare.
    public synchronized Escalation with(RbacObjects rbac) {
        ClusterSnapshot changed = snapshot.withRbac(rbac);
        Policy other = Policy.of(rbac);
        Optional<EscalationGraph> after = graph.with(other);
        if (after.isEmpty()) {
            EscalationGraph anew = new EscalationGraph(changed, other, catalogue, Optional.empty());
            return new Escalation(changed, other, catalogue, anew, all, Optional.empty(), Map.of());
        }
        Optional<Everybody> same = allAreKnown ? Optional.of(everybody) : Optional.empty();
        Map<Goal, Map<Integer, Explored>> ways = new EnumMap<>(Goal.class);
        waysToGoals.forEach((goal, some) -> ways.put(goal, some.runs()));
        Escalation then = new Escalation(changed, other, catalogue, after.get(), all, same, ways);
        then.likelyInhabited = inhabited;
        return then;
    }

    /// The same with whatever else a draft changes, such as service accounts that come: then all is worked out anew.
    public synchronized Escalation with(ClusterSnapshot other) {
        if (other.equals(snapshot.withRbac(other.rbac()))) {
            return with(other.rbac());
        }
        Policy changed = Policy.of(other.rbac());
        EscalationGraph anew = new EscalationGraph(other, changed, catalogue, Optional.empty());
        return new Escalation(other, changed, catalogue, anew, all, Optional.empty(), Map.of());
    }

    /// The cluster that is looked at.
    public ClusterSnapshot snapshot() {
        return snapshot;
    }

    /// Its roles and bindings.
    public Policy policy() {
        return policy;
    }

    /// The techniques that are looked for.
    public Catalogue catalogue() {
        return catalogue;
    }

    /// Every identity that the cluster knows: service accounts, and the users and groups that some binding names.
    public List<Identity> identities() {
        return inhabited().identities();
    }

    /// Who lives in the cluster.
    private record Inhabited(List<Subject> subjects, List<Identity> identities) {
        static Inhabited of(List<Subject> subjects) {
            return new Inhabited(
                    subjects, subjects.stream().map(Identity::of).distinct().toList());
        }
    }

    // Nobody waits here for what another thread works out: two that come first at once only find the same twice.
    private Inhabited inhabited() {
        Optional<Inhabited> known = inhabited;
        if (known.isPresent()) {
            return known.get();
        }
        List<Subject> subjects = List.copyOf(inhabitants.identities());
        Inhabited found = likelyInhabited
                .filter(likely -> likely.subjects().equals(subjects))
                .orElseGet(() -> Inhabited.of(subjects));
        inhabited = Optional.of(found);
        return found;
    }

    /// What the holder of an identity's credential can end up holding.
    public synchronized Reach reach(Identity from) {
        Reach before = known.get(from);
        if (before != null) {
            return before;
        }
        Run run = new Run(graph, from, NONE_BANNED);
        run.runTo(leadingToControl::contains);
        int last = run.settled().getLast();
        boolean control = leadingToControl.contains(last);
        if (control && !run.isOwn(last)) {
            leadingToControl.add(graph.number(new Fact.Credential(from)));
        }
        Reach reach = control ? everything(from) : reach(from, run);
        known.put(from, reach);
        return reach;
    }

    /// The same for every identity that the cluster knows, worked out together the first time it is asked.
    public synchronized List<Reach> reachAll() {
        if (!allAreKnown) {
            everybody = likelyEverybody.filter(all -> all.isSame(graph)).orElseGet(this::everybody);
            everybody.reaches().forEach(reach -> known.putIfAbsent(reach.from(), reach));
            allAreKnown = true;
            inOrder = identities().stream().map(this::reach).toList();
        }
        return inOrder;
    }

    /// What everybody reaches.
    ///
    /// @param visible what [dev.guise.escalation.engine.Flood#visible] tells
    /// @param asked   what was asked of roles gained on the way, which is more than the graph says
    private record Everybody(List<Reach> reaches, BitSet visible, List<Gains.Answer> asked) {

        /// Whether everybody reaches the same in a graph that was made of the one that this was read from.
        boolean isSame(EscalationGraph graph) {
            return graph.infersSame() && asked.stream().allMatch(answer -> answer.isSame(graph));
        }
    }

    private Everybody everybody() {
        ReachOfAll reachOfAll = new ReachOfAll(graph, identities(), this::everything);
        List<Reach> reaches = List.copyOf(reachOfAll.reaches());
        reversed = reachOfAll.reversed();
        return new Everybody(reaches, reachOfAll.visible(), List.copyOf(reachOfAll.asked()));
    }

    private Reach reach(Identity from, Run run) {
        ReachNames.Collector collector = new ReachNames.Collector();
        run.settled().forEach(number -> collector.add(graph.fact(number)));
        ReachNames names = collector.names();
        RoaringBitmap reached = new RoaringBitmap();
        run.settled().forEach(number -> names.add(reached, graph.fact(number)));
        return names.reach(from, reached);
    }

    /// Control of the cluster is everything there is; all who have it share one list.
    private Reach everything(Identity from) {
        if (all.isEmpty()) {
            List<String> names = Reach.sorted(new LinkedHashSet<>(allCredentials()));
            all = names.equals(likelyAll) ? likelyAll : names;
            allNodes = Reach.sorted(new LinkedHashSet<>(inhabitants.nodes()));
        }
        List<String> credentials = SortedWithOneMore.of(all, from.displayName());
        return new Reach(from, credentials, List.of(), allNodes, EnumSet.allOf(Goal.class));
    }

    private List<String> allCredentials() {
        List<String> all = new ArrayList<>(inhabitants.users());
        inhabitants.nodes().forEach(node -> all.add(Identity.node(node).userName()));
        for (String namespace : inhabitants.namespaces()) {
            inhabitants
                    .accounts(namespace)
                    .forEach(name ->
                            all.add(Identity.serviceAccount(namespace, name).userName()));
        }
        return all;
    }

    /// The ways from one identity to an end, the cheapest first, at most `most` of them; empty when there is none.
    ///
    /// Each further way costs up to one fixed point for every step of the one before it.
    public synchronized List<Derivation> derivations(Identity from, End to, int most) {
        return new Ways(graphFor(to), from, to).shortest(most);
    }

    /// The cheapest way from one identity to an end; empty when there is none. Once [#reachAll] was asked, the cheapest
    /// ways to a goal are worked out for all identities together, and each costs little more than to write it down.
    public Optional<Derivation> derivation(Identity from, End to) {
        return derivation(from, to, graphFor(to));
    }

    synchronized Optional<Derivation> derivation(Identity from, End to, EscalationGraph known) {
        return allAreKnown && to instanceof End.OfGoal end
                ? toGoal(end.goal()).shortest(from)
                : new Ways(known, from, to).shortest(1).stream().findFirst();
    }

    /// For asking about one end from many starts.
    public WaysToEnd waysTo(End to) {
        return new WaysToEnd(this, to, graphFor(to));
    }

    /// See [WaysToEnd#known].
    synchronized Optional<Derivation> known(Identity from, Goal goal) {
        return allAreKnown ? toGoal(goal).known(from) : Optional.empty();
    }

    private WaysToGoal toGoal(Goal goal) {
        return waysToGoals.computeIfAbsent(goal, g -> {
            ReversedEdges all = reversed.orElseGet(() -> ReversedEdges.of(graph));
            reversed = Optional.of(all);
            return new WaysToGoal(graph, all, everybody.visible(), g, likelyWays.getOrDefault(g, Map.of()));
        });
    }

    /// The steps that an identity can take with nothing but its own credential, impersonation left out: that is for
    /// [dev.guise.impersonation.ImpersonationRights], which knows any name as one. The beginning of one fixed
    /// point: a single step costs no more than its technique.
    public synchronized List<Derivation.Step> firstSteps(Identity from) {
        Run run = new Run(graph, from, NONE_BANNED);
        run.runTo(fact -> run.cost(fact) > MOST_OF_ONE_STEP);
        Derivation.HoldView start = Sentences.view(new Fact.Credential(from));
        List<Derivation.Step> steps = new ArrayList<>();
        for (int fact : run.settled()) {
            Edge by = run.by(fact);
            if (by != null && !by.technique().isEmpty() && !Technique.isImpersonation(by.technique())) {
                new DerivationBuilder(graph, run)
                        .lastStep(fact)
                        .filter(step -> step.holds().stream().allMatch(start::equals))
                        .ifPresent(steps::add);
            }
        }
        return steps;
    }

    /// Everybody who can come to an end, of the identities that the cluster knows. For a goal or an identity this reads
    /// what [#reachAll] found; for a request it costs as much again.
    public synchronized List<Identity> whoReaches(End to) {
        return switch (to) {
            case End.OfGoal end ->
                reachAll().stream()
                        .filter(reach -> reach.goals().contains(end.goal()))
                        .map(Reach::from)
                        .toList();
            case End.OfIdentity end ->
                reachAll().stream()
                        .filter(reach -> reach.becomes(end.userName()))
                        .map(Reach::from)
                        .toList();
            case End.OfRequest end ->
                new ReachOfAll(graphFor(to), identities(), this::everything).reaching(new Fact.Allowed(end.request()));
        };
    }

    /// Who comes to a request, and how far everybody is from it.
    record Reaching(List<Identity> who, Distances distances) {}

    synchronized Reaching reaching(End.OfRequest to, EscalationGraph known) {
        ReachOfAll reachOfAll = new ReachOfAll(known, identities(), this::everything);
        List<Identity> who = reachOfAll.reaching(new Fact.Allowed(to.request()));
        int end = known.number(new Fact.Allowed(to.request()));
        return new Reaching(who, Distances.to(known, ReversedEdges.of(known), reachOfAll.visible(), end, 0));
    }

    /// See [WaysToEnd#known].
    synchronized Optional<Derivation> known(
            Identity from, End.OfRequest to, EscalationGraph known, Distances distances) {
        int end = known.number(new Fact.Allowed(to.request()));
        return distances
                .way(known.number(new Fact.Credential(from)))
                .map(way -> new DerivationBuilder(known, way).build(from, end));
    }

    /// The smallest set of grants whose removal leaves no way from any of the starts to the end.
    public Cut cut(Collection<Identity> starts, End to) {
        return cut(starts, to, element -> false, (changes, tried, ways) -> {});
    }

    /// The same, watched while it is worked out.
    ///
    /// @param spared what is not to be taken away; whoever has a way by nothing else remains
    public Cut cut(Collection<Identity> starts, End to, Predicate<CutElement> spared, CutWatch watch) {
        return new Cuts(this, to, spared, watch).find(starts);
    }

    /// A request is a fact of its own, so that a question about one has a graph of its own; it grows as it is asked.
    private EscalationGraph graphFor(End to) {
        return to instanceof End.OfRequest end
                ? new EscalationGraph(snapshot, policy, catalogue, Optional.of(end.request()))
                : graph;
    }
}
