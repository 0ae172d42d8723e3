package dev.guise.ui.frame;

import org.kordamp.ikonli.feather.Feather;

/// The kinds of identities, in the order in which they are listed.
public enum IdentityKind {
    ANYONE("Anyone", "Anyone", Feather.GLOBE, "tint-anyone", "anyone"),
    USER("Users", "User", Feather.USER, "tint-user", "users"),
    GROUP("Groups", "Group", Feather.USERS, "tint-group", "groups"),
    SERVICE_ACCOUNT("Service accounts", "Service account", Feather.CPU, "tint-account", "serviceaccounts accounts sa"),
    NODE("Nodes", "Node", Feather.SERVER, "tint-node", "nodes");

    private final String text;
    private final String one;
    private final Feather icon;
    private final String tint;
    private final String words;

    IdentityKind(String text, String one, Feather icon, String tint, String words) {
        this.words = words;
        this.text = text;
        this.one = one;
        this.icon = icon;
        this.tint = tint;
    }

    /// As a heading over several.
    public String text() {
        return text;
    }

    /// Of one of them.
    public String one() {
        return one;
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
