package dev.guise.escalation.engine;

import org.jspecify.annotations.Nullable;

/// Says of facts by which inference they hold, back to a start.
public interface Proof {
    /// The inference that gives a fact; null for the start, and for facts that are no part of the proof.
    @Nullable
    Edge by(int fact);

    /// What the fact costs.
    int cost(int fact);
}
