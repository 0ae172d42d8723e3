package dev.guise.findings;

import dev.guise.escalation.engine.Goal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How bad a finding is, the worst first.
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /// The word in reports and on the command line, such as `critical`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The severity with that word.
    public static Optional<Severity> of(String id) {
        return Arrays.stream(values())
                .filter(severity -> severity.id().equals(id))
                .findFirst();
    }

    /// Whether this is as bad as another, or worse.
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /// The worse of the two.
    public Severity worse(Severity other) {
        return isAtLeast(other) ? this : other;
    }

    /// How bad it is to reach a goal: whoever controls admission or the cluster has everything, the rest is a step away
    /// from it.
    public static Severity of(Goal goal) {
        return switch (goal) {
            case CLUSTER_CONTROL, ADMISSION_CONTROL -> CRITICAL;
            case NODE, SECRETS_EVERYWHERE, SECRETS_KUBE_SYSTEM -> HIGH;
        };
    }

    /// How bad it is to reach the worst of these goals; empty when there is none.
    static Optional<Severity> of(Set<Goal> goals) {
        return Goal.worstOf(goals).map(Severity::of);
    }
}
