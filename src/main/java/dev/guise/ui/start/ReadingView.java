package dev.guise.ui.start;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.StatePane;
import java.time.Duration;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is seen while a cluster is read: each kind with its count, the time, what was forbidden; or what went wrong.
public final class ReadingView extends StackPane {

    private final ReadingModel model;
    private final Dialogs dialogs;
    private final Command cancel;
    private final GridPane grid = new GridPane();
    private final Label time = Labels.muted("");
    private final Timeline clock;

    /// @param back what to do when the person gives up
    public ReadingView(ReadingModel model, Dialogs dialogs, Runnable back) {
        this.model = model;
        this.dialogs = dialogs;
        this.cancel = CommandId.READING_CANCEL.command(() -> {
            model.cancel();
            back.run();
        });
        getStyleClass().add("start-page");
        clock = new Timeline(new KeyFrame(javafx.util.Duration.millis(200), event -> model.tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        model.stateProperty().subscribe(this::show);
        model.elapsedProperty().subscribe(passed -> time.setText(spoken(passed)));
        model.lines().addListener((ListChangeListener<ReadingModel.Line>) change -> fill());
        prepareGrid();
    }

    /// Gives up.
    public Command cancel() {
        return cancel;
    }

    static String spoken(Duration passed) {
        long seconds = passed.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", passed.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }

    private void show(ReadingModel.State state) {
        switch (state) {
            case READING -> {
                clock.play();
                fill();
                getChildren().setAll(reading());
            }
            case FAILED -> {
                clock.stop();
                getChildren().setAll(failed());
            }
            case IDLE -> clock.stop();
        }
    }

    private Node reading() {
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Reading " + model.name());
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox head = new HBox(12, Labels.title("Reading " + model.name()), filler, time);
        head.setAlignment(Pos.BASELINE_LEFT);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("card");
        HBox foot = new HBox(Buttons.text(cancel));
        foot.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(16, head, bar, scroll, foot);
        box.getStyleClass().addAll("start-content", "reading-content");
        return box;
    }

    private void prepareGrid() {
        grid.getStyleClass().add("reading-grid");
        ColumnConstraints icon = new ColumnConstraints(20);
        ColumnConstraints what = new ColumnConstraints();
        what.setMinWidth(160);
        ColumnConstraints count = new ColumnConstraints(72);
        count.setHalignment(HPos.RIGHT);
        ColumnConstraints problem = new ColumnConstraints();
        problem.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(icon, what, count, problem);
    }

    private void fill() {
        grid.getChildren().clear();
        int row = 0;
        for (ReadingModel.Line line : model.lines()) {
            grid.add(icon(line), 0, row);
            grid.add(Labels.plain(line.what()), 1, row);
            grid.add(Labels.plain(String.format(Locale.ROOT, "%,d", line.count())), 2, row);
            grid.add(Labels.muted(line.problem()), 3, row);
            row++;
        }
        if (row == 0) {
            grid.add(Labels.muted("Connecting…"), 1, 0);
        }
    }

    private static Node icon(ReadingModel.Line line) {
        if (!line.problem().isEmpty()) {
            FontIcon icon = Buttons.icon(Feather.ALERT_TRIANGLE);
            icon.getStyleClass().add("icon-warning");
            return icon;
        }
        FontIcon icon = Buttons.icon(line.done() ? Feather.CHECK : Feather.LOADER);
        if (line.done()) {
            icon.getStyleClass().add("icon-good");
        }
        return icon;
    }

    private Node failed() {
        Command retry = CommandId.READING_RETRY.command(model::retry);
        Command back = CommandId.READING_BACK.command(cancel::run);
        return model.problemProperty()
                .get()
                .<Node>map(problem -> StatePane.error(problem, dialogs, retry, back))
                .orElseGet(StackPane::new);
    }
}
