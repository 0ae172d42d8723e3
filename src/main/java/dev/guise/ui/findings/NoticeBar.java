package dev.guise.ui.findings;

import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// What was just done, with a way to take it back.
final class NoticeBar extends HBox {
    private final FindingsModel model;

    NoticeBar(FindingsModel model) {
        super(10);
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("notice-bar");
        model.noticeProperty().subscribe(this::show);
    }

    private void show(Optional<FindingsModel.Notice> said) {
        setVisible(said.isPresent());
        setManaged(said.isPresent());
        getChildren().clear();
        said.ifPresent(what -> {
            Label words = Labels.plain(what.text());
            words.setMinWidth(0);
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            getChildren().add(words);
            what.undo().ifPresent(undo -> getChildren().add(undo(undo)));
            getChildren().add(Buttons.iconOnly(
                    Command.of("finding.notice", "Close", Feather.X, model::closeNotice)));
        });
    }

    private static Button undo(Runnable undo) {
        Button button = Buttons.text(Command.of("finding.undo", "Undo", Feather.CORNER_UP_LEFT, undo));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
