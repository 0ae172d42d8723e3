package dev.guise.escalation.question;

import dev.guise.escalation.engine.Distances;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.ReversedEdges;
import dev.guise.work.InterruptibleLock;
import java.util.List;
import java.util.Optional;

/// The easiest paths to one end, asked for from many starts one after the other.
///
/// What the answers share is kept between them: for a request that is a graph of its own. Safe for several threads;
/// each answer is a turn of its own, so that others who ask about the same cluster wait for one answer at most.
public final class PathsToEnd {
    private final Escalation escalation;
    private final End end;
    private final Optional<OfRequest> request;

    PathsToEnd(Escalation escalation, End end) {
        this.escalation = escalation;
        this.end = end;
        this.request = end instanceof End.OfRequest wanted
                ? Optional.of(new OfRequest(escalation, wanted, escalation.graphFor(wanted)))
                : Optional.empty();
    }

    /// Everybody who can come to the end, of the identities that the cluster knows. Costs what
    /// [Escalation#whoReaches] does.
    public List<Identity> starts() {
        return request.map(OfRequest::starts).orElseGet(() -> escalation.whoReaches(end));
    }

    /// A path that is known without looking for one: to a goal, and to a request once [#starts] was asked, the cheapest
    /// of those whose steps need one thing each. There may be a cheaper one.
    public Optional<Derivation> known(Identity from) {
        return switch (end) {
            case End.OfGoal(Goal goal) -> escalation.known(from, goal);
            case End.OfRequest _ -> request.flatMap(paths -> paths.known(from));
            case End.OfGroup _ -> Optional.empty();
            case End.OfIdentity _ -> Optional.empty();
        };
    }

    /// The cheapest path; empty when there is none. Costs up to one fixed point.
    public Optional<Derivation> easiest(Identity from) {
        return request.isPresent() ? request.get().easiest(from) : escalation.derivation(from, end);
    }

    /// To a request, in a graph in which its being allowed is a fact.
    private static final class OfRequest {
        private final Escalation escalation;
        private final End.OfRequest end;
        private final EscalationGraph graph;
        private final InterruptibleLock asking = new InterruptibleLock();
        private Optional<Distances> distances = Optional.empty();

        OfRequest(Escalation escalation, End.OfRequest end, EscalationGraph graph) {
            this.escalation = escalation;
            this.end = end;
            this.graph = graph;
        }

        private int number() {
            return graph.number(new Fact.Allowed(end.request()));
        }

        List<Identity> starts() {
            return asking.hold(() -> {
                ReachOfAll reachOfAll = escalation.surveyFor(graph);
                List<Identity> who = reachOfAll.reaching(new Fact.Allowed(end.request()));
                distances =
                        Optional.of(Distances.to(graph, ReversedEdges.of(graph), reachOfAll.visible(), number(), 0));
                return who;
            });
        }

        Optional<Derivation> known(Identity from) {
            return asking.hold(() -> distances
                    .flatMap(far -> far.path(graph.number(new Fact.Credential(from))))
                    .map(path -> new DerivationBuilder(graph, path).build(from, number())));
        }

        Optional<Derivation> easiest(Identity from) {
            return asking.hold(() ->
                    new CheapestPaths(graph, from, end).shortest(1).stream().findFirst());
        }
    }
}
