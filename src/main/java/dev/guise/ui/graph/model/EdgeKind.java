package dev.guise.ui.graph.model;

import java.util.List;

/// What an edge of a diagram represents. Kinds differ by dash as well as by colour.
public enum EdgeKind {
    BINDS("Binds"),
    REFERS("Refers to role"),
    CONTAINS("Contains rule"),
    LEGACY("Legacy impersonation"),
    CONSTRAINED("Constrained impersonation"),
    TECHNIQUE("Technique"),
    DEAD("Dead grant"),
    MEMBER("Member of");

    private final String text;

    EdgeKind(String text) {
        this.text = text;
    }

    /// As a person reads it, in sentence case.
    public String text() {
        return text;
    }

    /// Lengths of line and gap in turn, in logical pixels; empty for a line without gaps.
    public List<Double> dash() {
        return switch (this) {
            case BINDS, LEGACY -> List.of();
            case REFERS -> List.of(1.5, 4.0);
            case CONTAINS -> List.of(4.0, 3.0);
            case CONSTRAINED -> List.of(9.0, 4.0);
            case TECHNIQUE -> List.of(12.0, 4.0, 2.0, 4.0);
            case DEAD -> List.of(3.0, 5.0);
            case MEMBER -> List.of(6.0, 3.0);
        };
    }

    /// Whether a line of this kind is drawn thicker than the rest: one identity becomes another.
    public boolean isStep() {
        return this == LEGACY || this == CONSTRAINED || this == TECHNIQUE;
    }
}
