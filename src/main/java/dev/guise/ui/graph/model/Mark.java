package dev.guise.ui.graph.model;

import org.kordamp.ikonli.feather.Feather;

/// Something said of a node besides its kind.
public enum Mark {
    OWNED("owned", Feather.FLAG),
    DANGEROUS("dangerous", Feather.ALERT_TRIANGLE),
    DEAD("dead", Feather.SLASH),
    /// The API server itself makes and repairs it.
    BUILT_IN("built in", Feather.CHECK),
    GOAL("goal", Feather.TARGET),
    /// What the question is about.
    START("asked about", Feather.PLAY),
    CUT("cut here", Feather.SCISSORS);

    private final String text;
    private final Feather icon;

    Mark(String text, Feather icon) {
        this.text = text;
        this.icon = icon;
    }

    /// As a person reads it.
    public String text() {
        return text;
    }

    /// The style class that gives it its colour where it is no part of a picture.
    public String style() {
        return switch (this) {
            case DANGEROUS, GOAL, CUT -> "mark-danger";
            case OWNED, START -> "mark-accent";
            case DEAD, BUILT_IN -> "mark-muted";
        };
    }

    public Feather icon() {
        return icon;
    }
}
