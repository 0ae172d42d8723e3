package dev.guise.ui.common.control;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Marks fields with wrong input: a border, the reason in a tooltip and for screen readers, and a line of text below,
/// so that it is not told by colour alone.
public final class FieldMark {
    private FieldMark() {}

    /// Marks a field while something is wrong with it.
    ///
    /// @param problem what is wrong; `""` for nothing
    public static void follow(Control field, ObservableValue<String> problem) {
        // A binding that nobody holds is collected, and says nothing more.
        field.getProperties().put(FieldMark.class, problem);
        problem.subscribe(now -> mark(field, now));
    }

    /// Marks a field, or no longer.
    ///
    /// @param problem what is wrong; `""` for nothing
    public static void mark(Control field, String problem) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, !problem.isEmpty());
        field.setAccessibleHelp(problem.isEmpty() ? null : problem);
        field.setTooltip(problem.isEmpty() ? null : new Tooltip(problem));
    }

    /// What is wrong, in a line of its own; no room is taken while nothing is.
    public static Label line(ObservableValue<String> problem) {
        Label line = new Label("", Buttons.icon(Feather.ALERT_TRIANGLE));
        line.getGraphic().getStyleClass().add("bad-icon");
        line.getStyleClass().add("problem");
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.textProperty().bind(problem);
        line.visibleProperty().bind(line.textProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }
}
