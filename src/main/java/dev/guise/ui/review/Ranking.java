package dev.guise.ui.review;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.findings.Severity;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.PolicyRule;
import dev.guise.ui.common.control.NaturalOrder;
import dev.guise.ui.frame.IdentityList;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.frame.Rank;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How bad it is what an identity reaches, in a word or two.
public final class Ranking {
    private static final int MAX_TRIED = 100;
    private static final List<Goal> WORST_FIRST = List.of(Goal.values());

    private Ranking() {}

    /// The worst goal that is reached.
    public static Optional<Goal> worst(Reach reach) {
        return Goal.worstOf(reach.goals());
    }

    /// How bad it is what is reached: as bad as a finding of it.
    public static Rank rank(Reach reach) {
        return worst(reach)
                .map(goal -> Rank.of(Severity.of(goal)))
                .orElseGet(() -> others(reach) > 0 ? Rank.LOW : Rank.NONE);
    }

    private static String badge(Reach reach) {
        return worst(reach).map(Ranking::badge).orElseGet(() -> few(others(reach)));
    }

    private static String badge(Goal goal) {
        return switch (goal) {
            case CLUSTER_CONTROL -> "→ cluster";
            case ADMISSION_CONTROL -> "→ admission";
            case NODE -> "→ node";
            case SECRETS_EVERYWHERE -> "→ all Secrets";
            case SECRETS_KUBE_SYSTEM -> "→ kube-system Secrets";
        };
    }

    private static String few(int others) {
        return others == 0 ? "" : others == 1 ? "→ 1 other" : "→ " + others + " others";
    }

    /// Where an identity stands among others, the least first: by the worst goal, and what belongs to Kubernetes itself
    /// behind the others.
    private static int order(Thing.Somebody who, Reach reach) {
        int goal = worst(reach)
                .map(WORST_FIRST::indexOf)
                .orElseGet(() -> WORST_FIRST.size() + (others(reach) > 0 ? 0 : 1));
        return 2 * goal + (isOfKubernetes(who) ? 1 : 0);
    }

    private static int last() {
        return 2 * (WORST_FIRST.size() + 2);
    }

    private static boolean isOfKubernetes(Thing.Somebody who) {
        return who.name().startsWith("system:") || who.namespace().startsWith("kube-");
    }

    /// How many other identities are reached. Linear in those: who reaches a goal often reaches everybody.
    public static int others(Reach reach) {
        boolean self = reach.credentials().contains(reach.from().plain());
        return reach.credentials().size() + reach.acting().size() - (self ? 1 : 0);
    }

    /// Whom to look at first: the worst that is not part of Kubernetes itself. In a large cluster only some are tried,
    /// those first that may impersonate somebody or do anything; costs a fixed point for each.
    static Optional<Thing.Somebody> first(Review review, Escalation escalation) {
        List<Thing.Somebody> own = review.objects().identities().stream()
                .filter(who -> !isOfKubernetes(who))
                .sorted(Comparator.comparing(Thing.Somebody::kind)
                        .thenComparing(Thing.Somebody::namespace, NaturalOrder.INSTANCE)
                        .thenComparing(Thing.Somebody::name, NaturalOrder.INSTANCE))
                .toList();
        List<Thing.Somebody> tried = own.size() <= MAX_TRIED
                ? own
                : own.stream()
                        .sorted(Comparator.comparing(who -> !isWorthTrying(escalation, who)))
                        .limit(MAX_TRIED)
                        .toList();
        Optional<Thing.Somebody> worst = Optional.empty();
        int least = last();
        for (Thing.Somebody who : tried) {
            int order = order(who, escalation.reach(who.identity()));
            if (order < least) {
                least = order;
                worst = Optional.of(who);
            }
            if (order == 0) {
                break;
            }
        }
        return worst;
    }

    private static boolean isWorthTrying(Escalation escalation, Thing.Somebody who) {
        return escalation.policy().allRulesFor(who.identity().userInfo()).stream()
                .flatMap(grant -> grant.rule().verbs().stream())
                .anyMatch(verb -> verb.equals(PolicyRule.ALL) || verb.startsWith(Mode.LEGACY_VERB));
    }

    /// The lines of the list of identities, in their order; without rank where what they reach is not known yet.
    ///
    /// @param reaches what everybody reaches, by id
    /// @param ranked  what they are ranked by: the same, or what they reach besides what everybody does
    public static List<IdentityRow> rows(Review review, Map<String, Reach> reaches, Map<String, Reach> ranked) {
        return review.objects().identities().stream()
                .map(who -> {
                    Optional<Reach> reach = Optional.ofNullable(ranked.get(who.id()));
                    return new IdentityRow(
                            who.id(),
                            who.kind(),
                            who.name(),
                            who.namespace(),
                            reach.map(known -> order(who, known)).orElse(last()),
                            reach.map(Ranking::rank).orElse(Rank.NONE),
                            reach.map(Ranking::badge).orElse(""),
                            Optional.ofNullable(reaches.get(who.id()))
                                    .map(Ranking::words)
                                    .orElse(""),
                            Set.of());
                })
                .sorted(IdentityList.WORST_FIRST)
                .toList();
    }

    private static String words(Reach reach) {
        return reach.goals().stream()
                .map(goal -> goal.title() + " (" + goal.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
