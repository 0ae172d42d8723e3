package dev.guise.ui.frame;

import org.kordamp.ikonli.feather.Feather;

/// The kinds of identities, in the order in which they are listed.
public enum IdentityKind {
    ANYONE("Anyone", Feather.GLOBE, "tint-anyone", "anyone"),
    USER("Users", Feather.USER, "tint-user", "users"),
    GROUP("Groups", Feather.USERS, "tint-group", "groups"),
    SERVICE_ACCOUNT("Service accounts", Feather.CPU, "tint-account", "serviceaccounts accounts sa"),
    NODE("Nodes", Feather.SERVER, "tint-node", "nodes");

    private final String text;
    private final Feather icon;
    private final String tint;
    private final String words;

    IdentityKind(String text, Feather icon, String tint, String words) {
        this.words = words;
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

    /// Whether a person who types this, or the beginning of it, means the kind.
    boolean isMeantBy(String typed) {
        return (" " + words).contains(" " + typed.replaceAll("[ _-]", ""));
    }

    String tint() {
        return tint;
    }
}
