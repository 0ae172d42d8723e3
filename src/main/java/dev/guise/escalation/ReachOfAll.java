package dev.guise.escalation;

import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// What each of many identities can end up holding: one [Flood] for all of them, and a [Run] of its own only for a start
/// to which roles gained on the way add something together with its own rules.
final class ReachOfAll {
    private final EscalationGraph graph;
    private final List<Identity> identities;
    private final Function<Identity, Reach> everything;
    private final Flood flood;
    private final List<ReachBuilder> builders = new ArrayList<>();

    /// @param everything what is reached by who controls the cluster
    ReachOfAll(EscalationGraph graph, List<Identity> identities, Function<Identity, Reach> everything) {
        this.graph = graph;
        this.identities = identities;
        this.everything = everything;
        this.flood = new Flood(graph);
    }

    List<Reach> reaches() {
        flood.run(identities);
        identities.forEach(identity -> builders.add(new ReachBuilder(identity)));
        RoaringBitmap control = flood.inControl();
        for (int fact = 0; fact < flood.size(); fact++) {
            collect(fact, control);
        }
        Set<Integer> gaining = gainingStarts(control);
        List<Reach> reaches = new ArrayList<>();
        for (int start = 0; start < identities.size(); start++) {
            reaches.add(reach(start, control.contains(start), gaining.contains(start)));
        }
        return reaches;
    }

    private Reach reach(int start, boolean control, boolean gains) {
        Identity identity = identities.get(start);
        if (control) {
            return everything.apply(identity);
        }
        return gains && addsSomething(start) ? ownRun(identity) : builders.get(start).build();
    }

    private void collect(int fact, RoaringBitmap control) {
        Fact object = graph.fact(fact);
        if (!ReachBuilder.isShown(object)) {
            return;
        }
        RoaringBitmap starts = RoaringBitmap.andNot(flood.startsOf(fact), control);
        IntIterator each = starts.getIntIterator();
        while (each.hasNext()) {
            builders.get(each.next()).add(object);
        }
    }

    private Set<Integer> gainingStarts(RoaringBitmap control) {
        Set<Integer> starts = new TreeSet<>();
        flood.gains().stream()
                .filter(fact -> graph.expansion().isWorthGaining(graph.fact(fact)))
                .mapToObj(fact -> RoaringBitmap.andNot(flood.startsOf(fact), control))
                .forEach(set -> set.forEach((int start) -> {
                    starts.add(start);
                }));
        return starts;
    }

    /// Whether the roles that a start gains bring it a fact that it does not have already.
    private boolean addsSomething(int start) {
        Gains gains = new Gains(graph, identities.get(start));
        flood.gains().stream()
                .filter(fact -> flood.startsOf(fact).contains(start))
                .forEach(fact -> gains.add(graph.fact(fact)));
        boolean[] found = {false};
        gains.conclude(conclusion -> found[0] |= isNew(start, conclusion.fact()));
        for (int fact = 0; fact < flood.size() && !found[0]; fact++) {
            if (graph.fact(fact) instanceof Fact.ActingWithin within
                    && flood.startsOf(fact).contains(start)) {
                gains.widen(within, inference -> found[0] |= isNew(start, inference.conclusion().fact()));
            }
        }
        return found[0];
    }

    private boolean isNew(int start, Fact fact) {
        return !flood.startsOf(graph.number(fact)).contains(start);
    }

    private Reach ownRun(Identity identity) {
        Run run = new Run(graph, identity, Set.of());
        int control = graph.number(Goal.CLUSTER_CONTROL.fact());
        int end = run.runTo(fact -> fact == control || leadsToControl(fact));
        if (end >= 0) {
            return everything.apply(identity);
        }
        ReachBuilder builder = new ReachBuilder(identity);
        run.settled().forEach(fact -> builder.add(graph.fact(fact)));
        return builder.build();
    }

    /// Whoever has the credential of somebody who controls the cluster by shared inferences alone does, too.
    private boolean leadsToControl(int fact) {
        return graph.fact(fact) instanceof Fact.Credential hold
                && flood.inControl().contains(Math.max(0, identities.indexOf(hold.who())))
                && identities.contains(hold.who());
    }

    /// Gathers the facts of one reach.
    static final class ReachBuilder {
        private final Identity from;
        private final Set<String> credentials = new TreeSet<>();
        private final Set<String> acting = new TreeSet<>();
        private final Set<String> nodes = new TreeSet<>();
        private final EnumSet<Goal> goals = EnumSet.noneOf(Goal.class);

        ReachBuilder(Identity from) {
            this.from = from;
        }

        /// Whether a fact is part of what a reach tells.
        static boolean isShown(Fact fact) {
            return switch (fact) {
                case Fact.Credential ignored -> true;
                case Fact.Acting ignored -> true;
                case Fact.ActingWithin ignored -> true;
                case Fact.OnNode ignored -> true;
                default -> Goal.of(fact).isPresent();
            };
        }

        void add(Fact fact) {
            switch (fact) {
                // credentials with groups alone stand for what members of those groups share; they are nobody's
                case Fact.Credential hold when !hold.who().userName().isEmpty() || hold.who().equals(from) ->
                    credentials.add(hold.who().displayName());
                case Fact.Acting hold -> acting.add(hold.who().displayName());
                case Fact.ActingWithin hold -> acting.add(hold.who().displayName());
                case Fact.OnNode node -> nodes.add(node.node());
                default -> Goal.of(fact).ifPresent(goals::add);
            }
        }

        Reach build() {
            acting.removeAll(credentials);
            return new Reach(from, List.copyOf(credentials), List.copyOf(acting), List.copyOf(nodes), goals);
        }
    }
}
