package dev.guise.ui.frame;

import org.kordamp.ikonli.feather.Feather;

/// The kinds of identities, in the order in which they are listed.
public enum IdentityKind {
    ANYONE("Anyone", Feather.GLOBE, "tint-anyone"),
    USER("Users", Feather.USER, "tint-user"),
    GROUP("Groups", Feather.USERS, "tint-group"),
    SERVICE_ACCOUNT("Service accounts", Feather.CPU, "tint-account"),
    NODE("Nodes", Feather.SERVER, "tint-node");

    private final String text;
    private final Feather icon;
    private final String tint;

    IdentityKind(String text, Feather icon, String tint) {
        this.text = text;
        this.icon = icon;
        this.tint = tint;
    }

    /// As a heading over several.
    public String text() {
        return text;
    }

    public Feather icon() {
        return icon;
    }

    String tint() {
        return tint;
    }
}
