package dev.guise.escalation;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// Answers what one identity can turn into, in a cluster as a snapshot shows it.
///
/// Safe for several threads, which then wait for one another.
public final class Escalation {
    private static final Set<Edge> NONE_BANNED = Set.of();

    private final EscalationGraph graph;
    private final Inhabitants inhabitants;
    private final Set<Integer> leadingToControl = new HashSet<>();
    private final Map<Identity, Reach> known = new LinkedHashMap<>();

    private Escalation(EscalationGraph graph) {
        this.graph = graph;
        this.inhabitants = graph.expansion().inhabitants();
        leadingToControl.add(graph.number(Goal.CLUSTER_CONTROL.fact()));
    }

    /// The escalations of a cluster. Only indexes are built here; what follows from what is worked out when asked.
    public static Escalation of(ClusterSnapshot snapshot, Policy policy, Catalogue catalogue) {
        return new Escalation(new EscalationGraph(snapshot, policy, catalogue));
    }

    /// Every identity that the cluster knows: service accounts, and the users and groups that some binding names.
    public List<Identity> identities() {
        Set<Identity> all = new LinkedHashSet<>();
        for (Subject subject : inhabitants.identities()) {
            all.add(Identity.of(subject));
        }
        return List.copyOf(all);
    }

    /// What the holder of an identity's credential can end up holding.
    public synchronized Reach reach(Identity from) {
        Reach before = known.get(from);
        if (before != null) {
            return before;
        }
        IntPredicate leads = leadingToControl::contains;
        Run run = new Run(graph, from, leads, NONE_BANNED);
        run.runTo(-1);
        int last = run.settled().getLast();
        boolean control = leadingToControl.contains(last);
        if (control && !run.isOwn(last)) {
            leadingToControl.add(graph.number(new Fact.Credential(from)));
        }
        Reach reach = control ? everything(from) : reach(from, run);
        known.put(from, reach);
        return reach;
    }

    /// The same for every identity that the cluster knows.
    public synchronized List<Reach> reachAll() {
        return identities().stream().map(this::reach).toList();
    }

    private Reach reach(Identity from, Run run) {
        Set<String> credentials = new LinkedHashSet<>();
        Set<String> acting = new LinkedHashSet<>();
        Set<String> nodes = new LinkedHashSet<>();
        EnumSet<Goal> goals = EnumSet.noneOf(Goal.class);
        for (int number : run.settled()) {
            Fact fact = graph.fact(number);
            switch (fact) {
                case Fact.Credential credential -> credentials.add(credential.who().displayName());
                case Fact.Acting hold -> acting.add(hold.who().displayName());
                case Fact.ActingWithin hold -> acting.add(hold.who().displayName());
                case Fact.OnNode node -> nodes.add(node.node());
                default -> Goal.of(fact).ifPresent(goals::add);
            }
        }
        acting.removeAll(credentials);
        return new Reach(from, Reach.sorted(credentials), Reach.sorted(acting), Reach.sorted(nodes), goals);
    }

    /// Control of the cluster is everything there is.
    private Reach everything(Identity from) {
        Set<String> credentials = new LinkedHashSet<>(allCredentials());
        credentials.add(from.displayName());
        return new Reach(
                from,
                Reach.sorted(credentials),
                List.of(),
                Reach.sorted(new LinkedHashSet<>(inhabitants.nodes())),
                EnumSet.allOf(Goal.class));
    }

    private List<String> allCredentials() {
        List<String> all = new ArrayList<>(inhabitants.users());
        inhabitants.nodes().forEach(node -> all.add(Identity.node(node).userName()));
        for (String namespace : inhabitants.namespaces()) {
            inhabitants
                    .accounts(namespace)
                    .forEach(name -> all.add(Identity.serviceAccount(namespace, name).userName()));
        }
        return all;
    }
}
