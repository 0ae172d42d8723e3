package dev.guise.escalation.question;

import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.GainedRoles;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.ReachabilitySweep;
import dev.guise.escalation.engine.ReversedEdges;
import dev.guise.escalation.engine.SingleStartSweep;
import dev.guise.escalation.question.ReachNames.Category;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What each of many identities can end up holding: one [ReachabilitySweep] for all of them, and an [SingleStartSweep]
/// for each
/// start to which roles gained on the way add something together with its own rules.
public final class ReachOfAll {
    private final EscalationGraph graph;
    private final List<Identity> identities;
    private final Map<Identity, Integer> numbers = new HashMap<>();
    private final Function<Identity, Reach> everything;
    private final ReachabilitySweep flood;
    private final Set<GainedRoles.Answer> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    /// @param everything what is reached by who controls the cluster
    ReachOfAll(EscalationGraph graph, List<Identity> identities, Function<Identity, Reach> everything) {
        this.graph = graph;
        this.identities = identities;
        this.everything = everything;
        this.flood = new ReachabilitySweep(graph);
        for (int i = 0; i < identities.size(); i++) {
            numbers.put(identities.get(i), i);
        }
    }

    /// The starts from which a fact follows, those in control included.
    List<Identity> reaching(Fact fact) {
        Map<Integer, SingleStartSweep> own = flood();
        int number = graph.number(fact);
        BitSet starts = (BitSet) flood.startsOf(number).clone();
        starts.or(flood.inControl());
        own.forEach((start, further) -> {
            if (further.controlsCluster() || further.has(number)) {
                starts.set(start);
            }
        });
        return starts.stream().mapToObj(identities::get).toList();
    }

    /// The starts from which some fact of a kind follows, those in control included.
    List<Identity> reachingAny(Predicate<Fact> wanted) {
        Map<Integer, SingleStartSweep> own = flood();
        BitSet starts = (BitSet) flood.inControl().clone();
        for (int number = 0; number < graph.size(); number++) {
            if (wanted.test(graph.fact(number))) {
                int fact = number;
                starts.or(flood.startsOf(fact));
                own.forEach((start, further) -> {
                    if (further.controlsCluster() || further.has(fact)) {
                        starts.set(start);
                    }
                });
            }
        }
        return starts.stream().mapToObj(identities::get).toList();
    }

    /// What was asked of all roles and bindings, beyond what the graph says.
    Collection<GainedRoles.Answer> asked() {
        return asked;
    }

    /// The facts whose inferences were looked at for all.
    BitSet visible() {
        return flood.visible();
    }

    /// See [ReachabilitySweep#reversed].
    Optional<ReversedEdges> reversed() {
        return flood.reversed();
    }

    private Map<Integer, SingleStartSweep> flood() {
        flood.run(identities);
        Map<Integer, SingleStartSweep> own = new HashMap<>();
        for (int start : gainingStarts()) {
            own.put(start, new SingleStartSweep(graph, flood, identities.get(start), start, numbers));
        }
        own.values().forEach(further -> {
            Cancellation.check();
            further.run();
            asked.addAll(further.asked());
        });
        return own;
    }

    List<Reach> reaches() {
        Map<Integer, SingleStartSweep> own = flood();
        ReachNames names = names(own.values());
        RoaringBitmap[] reached = reached(names);
        List<Reach> reaches = new ArrayList<>();
        for (int start = 0; start < identities.size(); start++) {
            Cancellation.check();
            SingleStartSweep further = own.get(start);
            boolean control = flood.inControl().get(start) || (further != null && further.controlsCluster());
            reaches.add(
                    control ? everything.apply(identities.get(start)) : reach(start, reached[start], names, further));
        }
        return reaches;
    }

    private Reach reach(int start, RoaringBitmap reached, ReachNames names, @Nullable SingleStartSweep further) {
        if (further != null) {
            further.facts().forEach(fact -> names.add(reached, graph.fact(fact)));
        }
        return names.reach(identities.get(start), reached);
    }

    private ReachNames names(Iterable<SingleStartSweep> own) {
        ReachNames.Collector collector = new ReachNames.Collector();
        flood.facts().stream().forEach(fact -> collector.add(graph.fact(fact)));
        own.forEach(further -> further.facts().forEach(fact -> collector.add(graph.fact(fact))));
        return collector.names();
    }

    /// The names that each start reaches. Facts that follow from the same starts are told to these together:
    /// there are few such sets, however many facts and starts.
    private RoaringBitmap[] reached(ReachNames names) {
        Map<BitSet, RoaringBitmap> namesByStarts = new HashMap<>();
        flood.facts().stream()
                .filter(fact -> Category.of(graph.fact(fact)).isPresent())
                .forEach(fact -> names.add(
                        namesByStarts.computeIfAbsent(flood.startsOf(fact), s -> new RoaringBitmap()),
                        graph.fact(fact)));
        RoaringBitmap[] reached = new RoaringBitmap[identities.size()];
        for (int start = 0; start < reached.length; start++) {
            reached[start] = new RoaringBitmap();
        }
        namesByStarts.forEach((starts, some) -> starts.stream().forEach(start -> reached[start].or(some)));
        return reached;
    }

    private Set<Integer> gainingStarts() {
        Set<Integer> starts = new TreeSet<>();
        flood.gains().stream()
                .filter(fact -> graph.isWorthGaining(graph.fact(fact)))
                .flatMap(fact -> flood.startsOf(fact).stream())
                .filter(start -> !flood.inControl().get(start))
                .forEach(starts::add);
        return starts;
    }
}
