package dev.guise.ui.frame;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Background.Activity;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Counts, warnings, what is being done.
final class StatusBar extends org.controlsfx.control.StatusBar {
    private static final double POPOVER = 460;

    private final FrameModel model;
    private final HBox counts = new HBox(12);
    private final Button warnings = new Button("", Buttons.icon(Feather.ALERT_TRIANGLE));

    StatusBar(FrameModel model, Background background) {
        this.model = model;
        getStyleClass().add("status-bar-row");
        setText("");
        counts.setAlignment(Pos.CENTER_LEFT);
        warnings.getStyleClass().addAll("status-link", "warning");
        warnings.setOnAction(event -> showWarnings());
        getLeftItems().addAll(counts, warnings);
        onChange(model.counts(), this::fillCounts);
        onChange(model.notices(), this::fillWarnings);
        onChange(background.activities(), () -> fillActivity(background.activities()));
    }

    private static void onChange(ObservableList<?> list, Runnable action) {
        list.addListener((ListChangeListener<Object>) change -> action.run());
        action.run();
    }

    private void fillCounts() {
        counts.getChildren().clear();
        for (FrameModel.Count count : model.counts()) {
            counts.getChildren().add(Labels.plain(String.format(Locale.ROOT, "%,d %s", count.number(), count.text())));
        }
    }

    private void fillWarnings() {
        warnings.setText(FrameModel.warnings(model.notices()));
        warnings.setVisible(!model.notices().isEmpty());
        warnings.setManaged(warnings.isVisible());
    }

    private void fillActivity(List<Activity> activities) {
        boolean busy = !activities.isEmpty();
        setText(busy ? activities.getLast().message() : "");
        setProgress(busy ? activities.getLast().fraction() : 0);
    }

    private void showWarnings() {
        VBox box = new VBox(12);
        for (FrameModel.Notice notice : model.notices()) {
            Label what = Labels.plain(notice.where().isEmpty() ? notice.what() : notice.where() + ": " + notice.what());
            what.setWrapText(true);
            VBox item = new VBox(2, what);
            if (!notice.consequence().isEmpty()) {
                item.getChildren().add(Labels.muted(notice.consequence()));
            }
            box.getChildren().add(item);
        }
        box.setPrefWidth(POPOVER);
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(320);
        scroll.getStyleClass().add("inspector-scroll");
        CustomMenuItem item = new CustomMenuItem(scroll, false);
        item.getStyleClass().add("popover-item");
        ContextMenu popover = new ContextMenu(item);
        popover.show(warnings, Side.TOP, 0, -4);
    }
}
