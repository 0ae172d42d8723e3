package dev.guise.ui.review;

import dev.guise.escalation.Goal;
import dev.guise.escalation.Reach;
import dev.guise.ui.frame.IdentityMark;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.frame.Rank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How bad it is what an identity reaches, in a word or two.
public final class Ranking {
    private record Worst(Goal goal, Rank rank, String badge) {}

    private static final List<Worst> WORST_FIRST = List.of(
            new Worst(Goal.CLUSTER_CONTROL, Rank.CRITICAL, "cluster"),
            new Worst(Goal.ADMISSION_CONTROL, Rank.CRITICAL, "admission"),
            new Worst(Goal.SECRETS_EVERYWHERE, Rank.HIGH, "Secrets"),
            new Worst(Goal.NODE, Rank.HIGH, "nodes"),
            new Worst(Goal.SECRETS_KUBE_SYSTEM, Rank.MEDIUM, "Secrets"));

    private Ranking() {}

    /// The worst goal that is reached.
    public static Optional<Goal> worst(Reach reach) {
        return WORST_FIRST.stream().map(Worst::goal).filter(reach.goals()::contains).findFirst();
    }

    public static Rank rank(Reach reach) {
        return WORST_FIRST.stream()
                .filter(worst -> reach.goals().contains(worst.goal()))
                .map(Worst::rank)
                .findFirst()
                .orElseGet(() -> others(reach) > 0 ? Rank.LOW : Rank.NONE);
    }

    private static String badge(Reach reach) {
        return WORST_FIRST.stream()
                .filter(worst -> reach.goals().contains(worst.goal()))
                .map(Worst::badge)
                .findFirst()
                .orElseGet(() -> few(others(reach)));
    }

    private static String few(int others) {
        return others == 0 ? "" : others == 1 ? "1 other" : others + " others";
    }

    /// How many other identities are reached. Linear in those: who reaches a goal often reaches everybody.
    public static int others(Reach reach) {
        boolean self = reach.credentials().contains(reach.from().displayName());
        return reach.credentials().size() + reach.acting().size() - (self ? 1 : 0);
    }

    /// The lines of the list of identities; without rank where what they reach is not known yet.
    ///
    /// @param marks what the reviewer said of an identity, by its id
    public static List<IdentityRow> rows(
            Review review, Map<String, Reach> reaches, Function<String, Set<IdentityMark>> marks) {
        return review.objects().identities().stream()
                .map(who -> {
                    Optional<Reach> reach = Optional.ofNullable(reaches.get(who.id()));
                    return new IdentityRow(
                            who.id(), who.kind(), who.name(), who.namespace(),
                            reach.map(Ranking::rank).orElse(Rank.NONE), reach.map(Ranking::badge).orElse(""),
                            reach.map(Ranking::words).orElse(""), marks.apply(who.id()));
                })
                .toList();
    }

    private static String words(Reach reach) {
        return reach.goals().stream()
                .map(goal -> goal.id() + " " + goal.title())
                .collect(Collectors.joining(", "));
    }
}
