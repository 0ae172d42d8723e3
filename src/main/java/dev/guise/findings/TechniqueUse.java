package dev.guise.findings;

import dev.guise.escalation.Derivation;
import dev.guise.escalation.Derivation.HoldKind;
import dev.guise.escalation.Derivation.Step;
import dev.guise.escalation.End;
import dev.guise.escalation.Escalation;
import dev.guise.escalation.Goal;
import dev.guise.escalation.Identity;
import dev.guise.escalation.Reach;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A technique as a step of shortest ways to a goal: one rule, however many identities pass through it.
final class TechniqueUse {
    private final @Nullable Grant grant;
    private final String about;
    private final List<Identity> through = new ArrayList<>();
    private Goal worst;
    private Derivation way;
    private boolean first;

    private TechniqueUse(@Nullable Grant grant, Step step, Derivation way, Goal goal) {
        this.grant = grant;
        this.about = step.about();
        this.way = way;
        this.worst = goal;
        this.first = isFirst(step, way);
    }

    /// The rule that allows it; empty where it takes none, as with a node that simply holds what runs on it.
    Optional<Grant> grant() {
        return Optional.ofNullable(grant);
    }

    /// What it is done to; may be empty.
    String about() {
        return about;
    }

    /// Whose shortest way has this step.
    List<Identity> through() {
        return through;
    }

    /// The worst goal that it leads to.
    Goal worst() {
        return worst;
    }

    /// A way with this step: of somebody who takes it at once, if there is one.
    Derivation way() {
        return way;
    }

    /// Every use of every technique, by technique and rule: one shortest way for each identity that reaches a goal.
    static Map<String, Map<String, TechniqueUse>> all(Escalation escalation, Collection<Reach> reaches) {
        Map<String, Map<String, TechniqueUse>> all = new LinkedHashMap<>();
        for (Reach reach : reaches) {
            reach.goals().stream()
                    .findFirst()
                    .ifPresent(goal -> escalation
                            .derivation(reach.from(), new End.OfGoal(goal))
                            .ifPresent(way -> add(all, way, goal)));
        }
        return all;
    }

    private static void add(Map<String, Map<String, TechniqueUse>> all, Derivation way, Goal goal) {
        Set<GrantKey> real = new HashSet<>();
        way.grants().forEach(grant -> real.add(GrantKey.of(grant)));
        for (Step step : way.steps()) {
            if (step.technique().isEmpty()) {
                continue;
            }
            // what the attacker would make is no grant of the cluster
            Grant grant = step.grants().stream()
                    .filter(g -> real.contains(GrantKey.of(g)))
                    .findFirst()
                    .orElse(null);
            String key = grant == null ? "about " + step.about() : GrantKey.of(grant).toString();
            TechniqueUse use = all.computeIfAbsent(step.technique(), t -> new LinkedHashMap<>())
                    .computeIfAbsent(key, k -> new TechniqueUse(grant, step, way, goal));
            use.passes(step, way, goal);
        }
    }

    private void passes(Step step, Derivation other, Goal goal) {
        if (through.isEmpty() || !through.getLast().equals(other.from())) {
            through.add(other.from());
        }
        boolean worse = goal.compareTo(worst) < 0;
        boolean sooner = goal == worst && !first && isFirst(step, other);
        if (worse || sooner) {
            way = other;
            worst = goal;
            first = isFirst(step, other);
        }
    }

    private static boolean isFirst(Step step, Derivation way) {
        return step.holds().stream()
                .anyMatch(hold -> hold.kind() == HoldKind.CREDENTIAL
                        && hold.name().equals(way.from().displayName()));
    }
}
