package dev.guise.escalation.engine;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The roles that one start gains on its way, and what they add together with its own rules: one request may need a
/// rule of each.
public final class GainedRoles {
    private final CombinedRules rules;
    private final Identity holder;
    private final Set<Identity> same;
    private final Set<Fact> gained = new LinkedHashSet<>();
    private final IdentityHashMap<Binding, Fact> factOfBinding = new IdentityHashMap<>();
    private final Set<Conclusion> known = new LinkedHashSet<>();
    private final List<Answer> answers = new ArrayList<>();

    /// What was asked of all roles and bindings, and what they answered. One object for the same question.
    public sealed interface Answer {
        List<Conclusion> conclusions();

        /// Whether the roles and bindings of a graph that was made of the one they were asked in answer the same. The
        /// roles gained did not change.
        boolean isSame(EscalationGraph other);
    }

    /// What follows from the rules of somebody together with those gained.
    record Together(Identity holder, Set<Fact> gained, List<Conclusion> conclusions) implements Answer {
        @Override
        public boolean isSame(EscalationGraph other) {
            return other.answersSame(holder, gained)
                    || GainedRoles.isSame(this, other.expansion().combined().together(holder, gained));
        }
    }

    /// What a constrained hold may do with actions gained.
    record Widened(Fact.ActingWithin within, Identity holder, Set<Fact> gained, List<Conclusion> conclusions)
            implements Answer {
        @Override
        public boolean isSame(EscalationGraph other) {
            return (other.answersSame(holder, gained) && other.answersSame(within.who(), gained))
                    || GainedRoles.isSame(this, other.expansion().combined().widened(within, holder, gained));
        }
    }

    private static boolean isSame(Answer one, Answer other) {
        return new HashSet<>(one.conclusions()).equals(new HashSet<>(other.conclusions()));
    }

    GainedRoles(EscalationGraph graph, Identity start) {
        this.rules = graph.expansion().combined();
        this.holder = rules.holder(start);
        this.same = Set.copyOf(new LinkedHashSet<>(List.of(start, holder)));
    }

    /// Notes a role gained; tells whether it is one more that can count together with others.
    boolean add(Fact fact) {
        if (!rules.isWorthGaining(fact) || !gained.add(fact)) {
            return false;
        }
        rules.gainedGrants(fact).forEach(grant -> factOfBinding.put(grant.binding(), fact));
        return true;
    }

    /// Everything asked so far.
    List<Answer> answers() {
        return answers;
    }

    Set<Fact> gained() {
        return gained;
    }

    boolean isEmpty() {
        return gained.isEmpty();
    }

    /// What follows from all rules together, as far as it needs one that was gained and was not told before.
    void conclude(Consumer<Conclusion> found) {
        if (!gained.isEmpty()) {
            tell(rules.together(holder, Set.copyOf(gained)), found);
        }
    }

    /// Actions gained widen what the start may do while impersonating in a constrained mode.
    void widen(Fact.ActingWithin within, Consumer<Conclusion> found) {
        if (same.contains(within.by()) && !gained.isEmpty()) {
            tell(rules.widened(within, holder, Set.copyOf(gained)), found);
        }
    }

    private void tell(Answer answer, Consumer<Conclusion> found) {
        answers.add(answer);
        answer.conclusions().stream().filter(known::add).forEach(found);
    }

    /// The premises of a conclusion: the first one, and the gains that its rules are of.
    List<Fact> premises(Fact first, List<Grant> grants) {
        Set<Fact> premises = new LinkedHashSet<>();
        premises.add(first);
        for (Grant grant : grants) {
            Fact fact = factOfBinding.get(grant.binding());
            if (fact != null) {
                premises.add(fact);
            }
        }
        return List.copyOf(premises);
    }
}
