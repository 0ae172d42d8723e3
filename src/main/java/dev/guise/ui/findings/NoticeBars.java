package dev.guise.ui.findings;

import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.findings.FindingsModel.Notice;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was just done, a line each, with a way to take it back.
final class NoticeBars extends VBox {
    private final FindingsModel model;
    private final Runnable focusTable;

    /// @param focusTable gives the focus to the list when the button that had it is gone
    NoticeBars(FindingsModel model, Runnable focusTable) {
        super(6);
        this.model = model;
        this.focusTable = focusTable;
        model.noticesProperty().subscribe(this::show);
    }

    private void show(List<Notice> notices) {
        setVisible(!notices.isEmpty());
        setManaged(!notices.isEmpty());
        getChildren().setAll(notices.stream().map(this::bar).toList());
    }

    private Node bar(Notice notice) {
        Label words = Labels.plain(notice.text());
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox bar = new HBox(10, words);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("notice-bar");
        notice.undo().ifPresent(undo -> bar.getChildren().add(undo(undo)));
        bar.getChildren()
                .add(Buttons.iconOnly(
                        CommandId.FINDING_NOTICE.command(() -> andFocusTable(() -> model.closeNotice(notice.what())))));
        return bar;
    }

    private Button undo(Runnable undo) {
        Button button = Buttons.text(CommandId.FINDING_UNDO.command(() -> andFocusTable(undo)));
        button.setTooltip(new Tooltip("Undo  (" + KeyBinding.UNDO.display() + ")"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void andFocusTable(Runnable action) {
        action.run();
        focusTable.run();
    }
}
