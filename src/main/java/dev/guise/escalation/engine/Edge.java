package dev.guise.escalation.engine;

import dev.guise.rbac.Grant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One inference: all premises together give the conclusion. Facts are numbered by [EscalationGraph].
public final class Edge {
    private final int[] premises;
    private final int conclusion;
    private final String technique;
    private final int cost;
    private final List<Grant> grants;
    private final String note;
    private final long order;

    /// @param technique the technique, or `""` where the conclusion only unfolds what is already had
    /// @param cost      the technique's cost, 0 for an unfolding
    /// @param grants    the rules behind it
    /// @param note      what it is about: a pod, a Secret, a role; may be empty
    /// @param order     which comes first of several that are equally good; see [FactOrder]
    Edge(int[] premises, int conclusion, String technique, int cost, List<Grant> grants, String note, long order) {
        this.premises = premises;
        this.conclusion = conclusion;
        this.technique = technique;
        this.cost = cost;
        this.grants = grants;
        this.note = note;
        this.order = order;
    }

    /// Edges are the same when they infer the same from the same by the same rules, in whichever run they were made.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Edge edge
                && conclusion == edge.conclusion
                && technique.equals(edge.technique)
                && note.equals(edge.note)
                && Arrays.equals(premises, edge.premises)
                && grants.equals(edge.grants);
    }

    @Override
    public int hashCode() {
        return (Arrays.hashCode(premises) * 31 + conclusion) * 31 + technique.hashCode();
    }

    /// What is inferred from what, whichever rules are behind it.
    record Inference(List<Integer> premises, int conclusion, String technique) {}

    Inference inference() {
        return new Inference(Arrays.stream(premises).boxed().toList(), conclusion, technique);
    }

    public int premiseCount() {
        return premises.length;
    }

    public int premise(int index) {
        return premises[index];
    }

    public int conclusion() {
        return conclusion;
    }

    public String technique() {
        return technique;
    }

    int cost() {
        return cost;
    }

    public List<Grant> grants() {
        return grants;
    }

    public String note() {
        return note;
    }

    long order() {
        return order;
    }
}
