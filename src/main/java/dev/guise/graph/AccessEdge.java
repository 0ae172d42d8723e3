package dev.guise.graph;

import dev.guise.escalation.question.Derivation.Step;
import dev.guise.rbac.Grant;
import java.util.List;
import java.util.Optional;

/// An edge of a graph of who may become whom.
///
/// @param id        unique within a graph; the same in every graph of a cluster
/// @param kind      what it represents
/// @param label     a few words; may be empty
/// @param note      all of it in words: the actions a constrained right is good for, why a grant is dead
/// @param grants    the rules behind it; may be empty
/// @param technique the technique's id, or `""`
/// @param step      the step of a path that it belongs to
public record AccessEdge(
        String id, Kind kind, String label, String note, List<Grant> grants, String technique, Optional<Step> step) {

    public AccessEdge {
        grants = List.copyOf(grants);
    }

    /// What an edge represents.
    public enum Kind {
        BINDS,
        REFERS,
        CONTAINS,
        LEGACY,
        CONSTRAINED,
        TECHNIQUE,
        DEAD,
        MEMBER
    }
}
