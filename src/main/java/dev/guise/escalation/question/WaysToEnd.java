package dev.guise.escalation.question;

import dev.guise.escalation.engine.Distances;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.List;
import java.util.Optional;

/// The easiest ways to one end, asked for from many starts one after the other.
///
/// What the answers share is kept between them: for a request that is a graph of its own. Safe for several threads;
/// each answer is a turn of its own, so that others who ask about the same cluster wait for one answer at most.
public final class WaysToEnd {
    private final Escalation escalation;
    private final End end;
    private final EscalationGraph graph;
    private volatile Optional<Distances> distances = Optional.empty();

    /// @param graph in which the end is a fact
    WaysToEnd(Escalation escalation, End end, EscalationGraph graph) {
        this.escalation = escalation;
        this.end = end;
        this.graph = graph;
    }

    /// Everybody who can come to the end, of the identities that the cluster knows. Costs what
    /// [Escalation#whoReaches] does.
    public List<Identity> starts() {
        if (!(end instanceof End.OfRequest request)) {
            return escalation.whoReaches(end);
        }
        Escalation.Reaching reaching = escalation.reaching(request, graph);
        distances = Optional.of(reaching.distances());
        return reaching.who();
    }

    /// A way that is known without looking for one: to a goal, and to a request once [#starts] was asked, the cheapest
    /// of those whose steps need one thing each. There may be a cheaper one.
    public Optional<Derivation> known(Identity from) {
        return switch (end) {
            case End.OfGoal(Goal goal) -> escalation.known(from, goal);
            case End.OfRequest request -> distances.flatMap(known -> escalation.known(from, request, graph, known));
            case End.OfIdentity ignored -> Optional.empty();
        };
    }

    /// The cheapest way; empty when there is none. Costs up to one fixed point.
    public Optional<Derivation> easiest(Identity from) {
        return escalation.derivation(from, end, graph);
    }
}
