package dev.guise.ui.common.dialog;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/// What a view shows when it has nothing to show: that it is empty and what to do, that it is at work, or what went
/// wrong.
public final class StatePane extends VBox {
    private static final double TEXT_WIDTH = 420;

    private StatePane(String title, String message) {
        super(8);
        getStyleClass().add("state-pane");
        setAlignment(Pos.CENTER);
        Label heading = Labels.heading(title);
        heading.setWrapText(true);
        heading.setTextAlignment(TextAlignment.CENTER);
        heading.setAlignment(Pos.CENTER);
        heading.setMaxWidth(TEXT_WIDTH);
        getChildren().add(heading);
        addText(message);
    }

    /// Nothing here yet.
    ///
    /// @param message what to do about it
    public static StatePane empty(Feather icon, String title, String message, Command... commands) {
        StatePane pane = new StatePane(title, message);
        pane.addIcon(icon, "state-icon");
        pane.addButtons(List.of(commands));
        return pane;
    }

    /// At work.
    public static StatePane loading(String title, String message, Command... commands) {
        StatePane pane = new StatePane(title, message);
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.setMaxSize(32, 32);
        indicator.setAccessibleText(title);
        pane.getChildren().addFirst(indicator);
        pane.addButtons(List.of(commands));
        return pane;
    }

    /// Something went wrong; the details can be copied.
    public static StatePane error(Problem problem, Dialogs dialogs, Command... commands) {
        StatePane pane = new StatePane(problem.title(), problem.message());
        pane.addIcon(Feather.ALERT_TRIANGLE, "state-icon-error");
        pane.addText(problem.advice());
        Command copy = CommandId.STATE_COPY.command(() -> dialogs.copy(problem.text()));
        pane.addButtons(
                java.util.stream.Stream.concat(java.util.Arrays.stream(commands), java.util.stream.Stream.of(copy))
                        .toList());
        return pane;
    }

    private void addIcon(Feather icon, String style) {
        var node = Buttons.icon(icon);
        node.getStyleClass().add(style);
        getChildren().addFirst(node);
    }

    private void addText(String text) {
        if (text.isEmpty()) {
            return;
        }
        Label label = Labels.muted(text);
        label.setTextAlignment(TextAlignment.CENTER);
        label.setAlignment(Pos.CENTER);
        label.setMaxWidth(TEXT_WIDTH);
        getChildren().add(label);
    }

    private void addButtons(List<Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        FlowPane row = new FlowPane(8, 8);
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("state-buttons");
        for (Command command : commands) {
            Button button = Buttons.text(command);
            row.getChildren().add(button);
        }
        getChildren().add(row);
    }
}
