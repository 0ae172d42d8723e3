package dev.guise.ui.common.control;

import javafx.scene.control.Label;

/// Text in the few styles the window has.
public final class Labels {
    private Labels() {}

    /// The title of a page.
    public static Label title(String text) {
        return styled(text, "text-title");
    }

    /// The title of a part of a page.
    public static Label heading(String text) {
        return styled(text, "text-heading");
    }

    /// A small title over a group.
    public static Label caption(String text) {
        return styled(text, "text-caption");
    }

    /// Plain text that is cut with an ellipsis when there is no room.
    public static Label plain(String text) {
        return new Label(text);
    }

    /// Secondary text that wraps.
    public static Label muted(String text) {
        Label label = styled(text, "text-muted-plain");
        label.setWrapText(true);
        return label;
    }

    /// Text of a role, a rule, YAML.
    public static Label code(String text) {
        return styled(text, "text-code");
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
