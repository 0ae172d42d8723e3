package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.ClusterIndex;
import dev.guise.escalation.engine.Edge;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.KnownGraph.AllReaches;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Subject;
import dev.guise.work.InterruptibleLock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Answers what one identity can turn into, in a cluster as a snapshot shows it.
///
/// Safe for several threads. What is known is read at once. Questions that are new wait for one another, but not
/// for [#reachAll], which works on a copy of the graph that takes its place when all is known. Whatever takes long
/// ends with a [java.util.concurrent.CancellationException] when its thread is interrupted; what was worked out
/// before is kept.
public final class Escalation {
    private static final int MAX_STEP_COST = 3;

    private final ClusterSnapshot snapshot;
    private final Policy policy;
    private final Catalogue catalogue;
    private final ClusterIndex index;
    private final ReachOfControl everything;
    /// What was known of the cluster before a change of it.
    private final Before before;
    private final Map<Identity, Reach> known = new ConcurrentHashMap<>();
    private final InterruptibleLock surveying = new InterruptibleLock();
    private final InterruptibleLock asking = new InterruptibleLock();
    /// For whoever holds the lock of asking.
    private KnownGraph graph;
    private volatile Optional<List<Reach>> inOrder = Optional.empty();
    private volatile Optional<KnownSubjects> knownSubjects = Optional.empty();

    /// What is likely to be the same after a change.
    ///
    /// @param all       the credentials that control of the cluster gives
    /// @param everybody what everybody reaches
    /// @param knownSubjects the subjects that the cluster knows
    private record Before(List<Identity> all, Optional<AllReaches> everybody, Optional<KnownSubjects> knownSubjects) {
        static final Before NONE = new Before(List.of(), Optional.empty(), Optional.empty());
    }

    private Escalation(ClusterSnapshot snapshot, Catalogue catalogue, Policy policy, KnownGraph graph, Before before) {
        this.snapshot = snapshot;
        this.policy = policy;
        this.catalogue = catalogue;
        this.graph = graph;
        this.before = before;
        this.index = graph.graph().index();
        this.everything = new ReachOfControl(index, before.all());
    }

    /// The escalations of a cluster. Only indexes are built here; what follows from what is worked out when asked.
    public static Escalation of(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue) {
        return of(snapshot, policy, catalogue, Before.NONE);
    }

    private static Escalation of(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue, Before before) {
        EscalationGraph graph = new EscalationGraph(snapshot, policy, catalogue, Optional.empty());
        return new Escalation(snapshot, catalogue, policy, KnownGraph.of(graph, Map.of()), before);
    }

    /// The escalations of the same cluster with other roles and bindings. What follows from a single fact is taken over
    /// where it is the same; what follows for everybody is worked out again when it is asked, since one changed
    /// grant may change it. The lists of those who control the cluster are shared, so that the two are cheap to
    /// compare.
    public Escalation with(RbacObjects rbac) {
        return asking.hold(() -> changed(rbac));
    }

    private Escalation changed(RbacObjects rbac) {
        ClusterSnapshot changed = snapshot.withRbac(rbac);
        Policy other = Policy.of(rbac);
        return graph.graph()
                .with(other)
                .map(after -> new Escalation(
                        changed,
                        catalogue,
                        other,
                        KnownGraph.of(after, graph.paths()),
                        new Before(everything.known(), graph.everybody(), knownSubjects)))
                .orElseGet(() -> of(changed, other, catalogue, onlyNames()));
    }

    /// The same with whatever else a draft changes, such as service accounts that come: then all is worked out
    /// again.
    public Escalation with(ClusterSnapshot other) {
        return other.equals(snapshot.withRbac(other.rbac()))
                ? with(other.rbac())
                : of(other, Policy.of(other.rbac()), catalogue, onlyNames());
    }

    private Before onlyNames() {
        return new Before(everything.known(), Optional.empty(), Optional.empty());
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
        return knownSubjects().identities();
    }

    /// The subjects that the cluster knows, and the identity of each.
    private record KnownSubjects(List<Subject> subjects, List<Identity> identities) {
        static KnownSubjects of(List<Subject> subjects) {
            return new KnownSubjects(
                    subjects, subjects.stream().map(Identity::of).distinct().toList());
        }
    }

    // Nobody waits here for what another thread works out: two that come first at once only find the same twice.
    private KnownSubjects knownSubjects() {
        Optional<KnownSubjects> known = knownSubjects;
        if (known.isPresent()) {
            return known.get();
        }
        List<Subject> subjects = List.copyOf(index.identities());
        KnownSubjects found = before.knownSubjects()
                .filter(likely -> likely.subjects().equals(subjects))
                .orElseGet(() -> KnownSubjects.of(subjects));
        knownSubjects = Optional.of(found);
        return found;
    }

    /// What the holder of an identity's credential can end up holding. Costs one fixed point the first time it is
    /// asked.
    public Reach reach(Identity from) {
        Reach found = known.get(from);
        return found == null ? asking.hold(() -> workOut(from)) : found;
    }

    private Reach workOut(Identity from) {
        Reach found = known.get(from);
        if (found == null) {
            found = graph.reach(from, everything::of);
            known.put(from, found);
        }
        return found;
    }

    /// The same for every identity that the cluster knows, worked out together the first time it is asked. Others
    /// who ask for single identities do not wait meanwhile, unless this is a changed state of another cluster.
    public List<Reach> reachAll() {
        Optional<List<Reach>> found = inOrder;
        return found.isPresent() ? found.get() : surveying.hold(this::survey);
    }

    private List<Reach> survey() {
        if (inOrder.isEmpty()) {
            take(asking.hold(this::isOfAnother) ? asking.hold(() -> survey(graph.graph())) : survey(copy()));
        }
        return inOrder.orElseThrow();
    }

    private boolean isOfAnother() {
        return graph.graph().isOfAnother();
    }

    private EscalationGraph copy() {
        return asking.hold(() -> graph.graph().copy());
    }

    private KnownGraph survey(EscalationGraph own) {
        return graph.survey(own, before.everybody(), identities(), everything::of);
    }

    private void take(KnownGraph surveyed) {
        inOrder = Optional.of(asking.hold(() -> {
            graph = surveyed;
            surveyed.everybody()
                    .ifPresent(all -> all.reaches().forEach(reach -> known.putIfAbsent(reach.from(), reach)));
            return identities().stream().map(this::reach).toList();
        }));
    }

    /// The paths from one identity to an end, the cheapest first, at most `most` of them; empty when there is none.
    ///
    /// Each further path costs up to one fixed point for every step of the one before it.
    public List<Derivation> derivations(Identity from, End to, int most) {
        return to instanceof End.OfRequest request
                ? new CheapestPaths(graphFor(request), from, to).shortest(most)
                : asking.hold(() -> new CheapestPaths(graph.graph(), from, to).shortest(most));
    }

    /// The cheapest path from one identity to an end; empty when there is none. Once [#reachAll] was asked, the
    /// cheapest paths to a goal are worked out for all identities together, and each costs little more than to
    /// write it down.
    public Optional<Derivation> derivation(Identity from, End to) {
        return to instanceof End.OfGoal end
                ? asking.hold(() -> graph.pathsTo(end.goal())
                        .map(paths -> paths.shortest(from))
                        .orElseGet(() -> first(derivations(from, to, 1))))
                : first(derivations(from, to, 1));
    }

    private static Optional<Derivation> first(List<Derivation> paths) {
        return paths.stream().findFirst();
    }

    /// For asking about one end from many starts.
    public PathsToEnd pathsTo(End to) {
        return new PathsToEnd(this, to);
    }

    /// See [PathsToEnd#known].
    Optional<Derivation> known(Identity from, Goal goal) {
        return asking.hold(() -> graph.pathsTo(goal).flatMap(paths -> paths.known(from)));
    }

    /// The steps that an identity can take with nothing but its own credential, impersonation left out: that is for
    /// [dev.guise.impersonation.ImpersonationRights], which knows any name as one. The beginning of one fixed
    /// point: a single step costs no more than its technique.
    public List<Derivation.Step> firstSteps(Identity from) {
        return asking.hold(() -> firstSteps(graph.graph(), from));
    }

    private static List<Derivation.Step> firstSteps(EscalationGraph graph, Identity from) {
        CheapestDerivations run = new CheapestDerivations(graph, from, Set.of());
        run.runTo(fact -> run.cost(fact) > MAX_STEP_COST);
        Fact start = new Fact.Credential(from);
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
    public List<Identity> whoReaches(End to) {
        return switch (to) {
            case End.OfGoal end ->
                reachAll().stream()
                        .filter(reach -> reach.goals().contains(end.goal()))
                        .map(Reach::from)
                        .toList();
            case End.OfIdentity end ->
                reachAll().stream()
                        .filter(reach -> reach.becomes(end.who()))
                        .map(Reach::from)
                        .toList();
            case End.OfGroup end -> surveyFor(copy()).reachingAny(fact -> CheapestPaths.isMember(fact, end.group()));
            case End.OfRequest end -> surveyFor(graphFor(end)).reaching(new Fact.Allowed(end.request()));
        };
    }

    /// The smallest set of grants whose removal leaves no path from any of the starts to the end.
    public Cut cut(Collection<Identity> starts, End to) {
        return cut(starts, to, element -> false, (changes, tried, paths) -> {});
    }

    /// The same, watched while it is worked out.
    ///
    /// @param spared what is not to be taken away; whoever has a path by nothing else remains
    public Cut cut(Collection<Identity> starts, End to, Predicate<CutElement> spared, CutWatch watch) {
        return new Cuts(this, to, spared, watch).find(starts);
    }

    /// What everybody comes to in a graph of its own.
    ReachOfAll surveyFor(EscalationGraph own) {
        return new ReachOfAll(own, identities(), everything::of);
    }

    /// A request is a fact of its own, so that a question about one has a graph of its own; it grows as it is asked.
    EscalationGraph graphFor(End.OfRequest to) {
        return new EscalationGraph(snapshot, policy, catalogue, Optional.of(to.request()));
    }
}
