package dev.guise.ui.frame;

import org.kordamp.ikonli.feather.Feather;

/// What the reviewer said of an identity.
public enum IdentityMark {
    OWNED("owned", Feather.FLAG),
    ACCEPTED("accepted", Feather.USER_CHECK),
    NOTED("has a note", Feather.MESSAGE_SQUARE);

    private final String text;
    private final Feather icon;

    IdentityMark(String text, Feather icon) {
        this.text = text;
        this.icon = icon;
    }

    /// As a person reads it.
    public String text() {
        return text;
    }

    public Feather icon() {
        return icon;
    }
}
