package dev.guise.ui.simulate;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A header being written, of those that a request may have several of.
public final class Header {

    /// Which header.
    public enum Kind {
        GROUP,
        EXTRA
    }

    private final Kind kind;
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty value = new SimpleStringProperty("");

    Header(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// The part of the name after `Impersonate-Extra-`, as it is meant; not used for groups.
    public StringProperty keyProperty() {
        return key;
    }

    public StringProperty valueProperty() {
        return value;
    }

    /// Whether it says enough to be sent.
    boolean isComplete() {
        return !value.get().isBlank() && (kind == Kind.GROUP || !key.get().isBlank());
    }
}
