package dev.guise.escalation.question;

import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.Edge;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;

/// The paths from one start to one end, cheapest first.
///
/// Lawler's scheme: a path is taken apart by forbidding its inferences one at a time; the cheapest path of each
/// of these smaller problems competes for being next. What a start has in one path it has in the next, so that
/// two paths that differ only in unfoldings of the same rules are one.
final class CheapestPaths {
    /// So many paths are looked at for each one wanted, before the rest is given up.
    private static final int ATTEMPTS_PER_PATH = 25;

    private final EscalationGraph graph;
    private final Identity from;
    private final IntPredicate wanted;

    /// A path with the inferences that were forbidden when it was found.
    private record Candidate(Derivation derivation, Set<Edge> edges, Set<Edge> banned) {}

    CheapestPaths(EscalationGraph graph, Identity from, End to) {
        this.graph = graph;
        this.from = from;
        this.wanted = number -> isEnd(graph.fact(number), to);
    }

    private static boolean isEnd(Fact fact, End to) {
        if (to instanceof End.OfGroup(String group)) {
            return isMember(fact, group);
        }
        return fact.equals(to.fact())
                || (to instanceof End.OfIdentity(Identity who)
                        && fact.holder().filter(held -> isSameUser(held, who)).isPresent()
                        && fact instanceof Fact.Hold);
    }

    // groups may come with it
    private static boolean isSameUser(Identity held, Identity who) {
        return !who.userName().isEmpty() && held.userName().equals(who.userName());
    }

    /// Whether a fact makes requests with a group. Who controls the cluster gives itself any.
    static boolean isMember(Fact fact, String group) {
        return switch (fact) {
            case Fact.Credential hold -> hold.who().groups().contains(group);
            case Fact.Acting hold -> hold.who().groups().contains(group);
            case Fact.ActingWithin hold -> hold.who().groups().contains(group);
            default -> fact.equals(Goal.CLUSTER_CONTROL.fact());
        };
    }

    List<Derivation> shortest(int most) {
        PriorityQueue<Candidate> open = new PriorityQueue<>(
                Comparator.comparingInt(path -> path.derivation().cost()));
        Set<List<Derivation.Step>> known = new HashSet<>();
        Set<Set<Edge>> tried = new HashSet<>();
        find(Set.of()).ifPresent(open::add);
        List<Derivation> found = new ArrayList<>();
        int attempts = most * ATTEMPTS_PER_PATH;
        while (found.size() < most && !open.isEmpty()) {
            Cancellation.check();
            Candidate path = open.poll();
            if (known.add(path.derivation().steps())) {
                found.add(path.derivation());
            }
            if (found.size() == most || attempts <= 0) {
                break;
            }
            for (Edge edge : path.edges()) {
                Set<Edge> banned = new HashSet<>(path.banned());
                banned.add(edge);
                if (tried.add(banned)) {
                    attempts--;
                    find(banned).ifPresent(open::add);
                }
            }
        }
        // where roles are gained on the way, a path found later may be the cheaper one
        found.sort(Comparator.comparingInt(Derivation::cost));
        return found;
    }

    private Optional<Candidate> find(Set<Edge> banned) {
        CheapestDerivations run = new CheapestDerivations(graph, from, banned);
        int end = run.runTo(wanted);
        if (end < 0) {
            return Optional.empty();
        }
        DerivationBuilder builder = new DerivationBuilder(graph, run);
        Set<Edge> edges = new HashSet<>();
        builder.edges(end).stream()
                .filter(edge -> !edge.technique().isEmpty() || !edge.grants().isEmpty())
                .forEach(edges::add);
        return Optional.of(new Candidate(builder.build(from, end), edges, banned));
    }
}
