package dev.guise.escalation.engine;

import dev.guise.work.Cancellation;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Goes on where a [ReachabilitySweep] left one start: what the roles that it gained add together with its own rules,
/// and all that
/// follows.
public final class SingleStartSweep {
    private final EscalationGraph graph;
    private final ReachabilitySweep sweep;
    private final int start;
    private final Map<Identity, Integer> numbers;
    private final GainedRoles gains;
    private final Set<Integer> facts = new LinkedHashSet<>();
    private final Set<Fact.ActingWithin> within = new LinkedHashSet<>();
    private final ArrayDeque<Integer> queue = new ArrayDeque<>();
    private final int control;
    private boolean controls;

    /// @param start   the start's number in the sweep
    /// @param numbers the numbers of all starts
    public SingleStartSweep(
            EscalationGraph graph,
            ReachabilitySweep sweep,
            Identity identity,
            int start,
            Map<Identity, Integer> numbers) {
        this.graph = graph;
        this.sweep = sweep;
        this.start = start;
        this.numbers = numbers;
        this.gains = new GainedRoles(graph, identity);
        this.control = graph.number(Goal.CLUSTER_CONTROL.fact());
    }

    public void run() {
        sweep.gains().stream()
                .filter(fact -> sweep.startsOf(fact).get(start))
                .forEach(fact -> gains.add(graph.fact(fact)));
        sweep.within().stream().filter(fact -> sweep.startsOf(fact).get(start)).forEach(fact -> note(graph.fact(fact)));
        boolean more = true;
        while (more && !controls) {
            Cancellation.check();
            gains.conclude(conclusion -> arrive(graph.number(conclusion.fact())));
            for (Fact.ActingWithin hold : List.copyOf(within)) {
                Cancellation.check();
                gains.widen(hold, conclusion -> arrive(graph.number(conclusion.fact())));
            }
            more = !queue.isEmpty();
            while (!queue.isEmpty() && !controls) {
                Cancellation.check();
                follow(queue.poll());
            }
        }
    }

    private void follow(int fact) {
        List<Edge> edges = graph.edgesFrom(fact);
        for (int i = 0; i < edges.size() && !controls; i++) {
            Edge edge = edges.get(i);
            boolean complete = true;
            for (int premise = 0; premise < edge.premiseCount() && complete; premise++) {
                complete = has(edge.premise(premise));
            }
            if (complete) {
                arrive(edge.conclusion());
            }
        }
    }

    private void arrive(int fact) {
        if (has(fact)) {
            return;
        }
        facts.add(fact);
        queue.add(fact);
        Fact object = graph.fact(fact);
        controls |= fact == control || controlsCluster(object);
        note(object);
        gains.add(object);
    }

    private void note(Fact fact) {
        if (fact instanceof Fact.ActingWithin hold) {
            within.add(hold);
        }
    }

    /// Whoever has the credential of somebody who controls the cluster by shared inferences alone does, too.
    private boolean controlsCluster(Fact fact) {
        if (!(fact instanceof Fact.Credential hold)) {
            return false;
        }
        Integer number = numbers.get(hold.who());
        return number != null && sweep.inControl().get(number);
    }

    /// Whether a fact follows, in the sweep or here.
    public boolean has(int fact) {
        return facts.contains(fact) || sweep.startsOf(fact).get(start);
    }

    /// What was asked of all roles and bindings on the way.
    public List<GainedRoles.Answer> asked() {
        return gains.answers();
    }

    /// Whether the start controls the cluster after all.
    public boolean controlsCluster() {
        return controls;
    }

    /// The facts that follow beyond those of the sweep.
    public Set<Integer> facts() {
        return facts;
    }
}
