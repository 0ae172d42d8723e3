package dev.guise.ui.graph.model;

import org.kordamp.ikonli.feather.Feather;

/// What a node of a diagram represents. Kinds differ by icon and shape, not by colour alone.
public enum NodeKind {
    USER("User", Feather.USER, Shape.CIRCLE),
    GROUP("Group", Feather.USERS, Shape.CIRCLE),
    SERVICE_ACCOUNT("Service account", Feather.CPU, Shape.HEXAGON),
    NODE("Node", Feather.SERVER, Shape.SQUARE),
    ANYONE("Anyone", Feather.GLOBE, Shape.CIRCLE),
    BINDING("Binding", Feather.LINK, Shape.SQUARE),
    ROLE("Role", Feather.SHIELD, Shape.SQUARE),
    RULE("Rule", Feather.FILE_TEXT, Shape.SQUARE),
    TECHNIQUE("Technique", Feather.ZAP, Shape.DIAMOND),
    GOAL("Goal", Feather.TARGET, Shape.DIAMOND),
    MORE("More", Feather.MORE_HORIZONTAL, Shape.CIRCLE);

    /// The shape behind a node's icon.
    public enum Shape {
        CIRCLE,
        SQUARE,
        HEXAGON,
        DIAMOND
    }

    private final String text;
    private final Feather icon;
    private final Shape shape;

    NodeKind(String text, Feather icon, Shape shape) {
        this.text = text;
        this.icon = icon;
        this.shape = shape;
    }

    /// Whether it represents several that are seen once it is opened.
    public boolean isOpened() {
        return this == MORE || this == ANYONE;
    }

    /// As a person reads it, in sentence case.
    public String text() {
        return text;
    }

    public Feather icon() {
        return icon;
    }

    public Shape shape() {
        return shape;
    }
}
