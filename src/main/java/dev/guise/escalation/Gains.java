package dev.guise.escalation;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The roles that one start gains on its way, and what they add together with its own rules: one request may need a
/// rule of each.
final class Gains {
    private final EscalationGraph graph;
    private final Identity start;
    private final Set<Fact> gained = new LinkedHashSet<>();
    private final List<Grant> rules = new ArrayList<>();
    private final IdentityHashMap<Binding, Fact> factOfBinding = new IdentityHashMap<>();
    private final Set<Conclusion> known = new LinkedHashSet<>();

    Gains(EscalationGraph graph, Identity start) {
        this.graph = graph;
        this.start = start;
    }

    /// Notes a role gained; tells whether it is one more that can count together with others.
    boolean add(Fact fact) {
        if (!graph.expansion().isWorthGaining(fact) || !gained.add(fact)) {
            return false;
        }
        if (rules.isEmpty()) {
            rules.addAll(graph.expansion().specialRules(start));
        }
        List<Grant> grants = graph.expansion().gainedGrants(fact);
        rules.addAll(grants);
        grants.forEach(grant -> factOfBinding.put(grant.binding(), fact));
        return true;
    }

    boolean isEmpty() {
        return gained.isEmpty();
    }

    /// What follows from all rules together, as far as it needs one that was gained and was not told before.
    void conclude(Consumer<Conclusion> found) {
        if (!gained.isEmpty()) {
            graph.expansion().together(start, rules, conclusion -> tell(conclusion, found));
        }
    }

    /// Actions gained widen what the start may do while impersonating in a constrained mode.
    void widen(Fact.ActingWithin within, Consumer<Expansion.Inference> found) {
        if (within.by().equals(start) && !gained.isEmpty()) {
            graph.expansion()
                    .within(
                            List.of(within),
                            within,
                            rules,
                            inference -> tell(inference.conclusion(), c -> found.accept(inference)));
        }
    }

    private void tell(Conclusion conclusion, Consumer<Conclusion> found) {
        boolean needsGain = conclusion.grants().stream().anyMatch(GainedGrants::isGained);
        if (needsGain && known.add(conclusion)) {
            found.accept(conclusion);
        }
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
