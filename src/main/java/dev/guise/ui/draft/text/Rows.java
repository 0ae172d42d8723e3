package dev.guise.ui.draft.text;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Lines of text with an icon, as the panes below a draft have them.
public final class Rows {
    private Rows() {}

    /// How much a line matters.
    public enum Tone {
        GOOD,
        PLAIN,
        WARNING,
        BAD
    }

    /// A line that wraps.
    public static HBox line(Tone tone, String text, Node... behind) {
        return line(icon(tone), text, behind);
    }

    private static HBox line(Node icon, String text, Node... behind) {
        Label label = wrapped(text);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(8, icon, label);
        line.getChildren().addAll(behind);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    public static Node icon(Tone tone) {
        Node icon = Buttons.icon(
                switch (tone) {
                    case GOOD -> Feather.CHECK_CIRCLE;
                    case PLAIN -> Feather.INFO;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case BAD -> Feather.ALERT_OCTAGON;
                });
        switch (tone) {
            case GOOD -> icon.getStyleClass().add("good-icon");
            case WARNING -> icon.getStyleClass().add("icon-warning");
            case BAD -> icon.getStyleClass().add("bad-icon");
            case PLAIN -> {
                // An icon like any other.
            }
        }
        return icon;
    }

    public static Label wrapped(String text) {
        Label label = Labels.plain(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label small(String text) {
        Label label = wrapped(text);
        label.getStyleClass().add("text-small");
        return label;
    }

    /// A title over lines; nothing without lines.
    public static List<Node> section(String title, List<? extends Node> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        VBox box = new VBox(4, Labels.caption(title));
        box.getChildren().addAll(lines);
        return List.of(box);
    }

    public static ScrollPane scroll(VBox content) {
        content.getStyleClass().add("draft-notes");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        return scroll;
    }
}
