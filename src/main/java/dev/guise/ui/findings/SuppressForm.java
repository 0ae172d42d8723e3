package dev.guise.ui.findings;

import dev.guise.ui.common.control.FieldMark;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.Theme;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.converter.LocalDateStringConverter;
import org.controlsfx.control.PopOver;

/// Why findings are suppressed, and until when.
final class SuppressForm {
    private static final double WIDTH = 400;
    private static final int DAYS = 30;
    private static final int QUARTER = 90;

    /// Days as they are written everywhere else in the window.
    private static final LocalDateStringConverter ISO =
            new LocalDateStringConverter(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ISO_LOCAL_DATE);

    private final FindingsModel model;
    private final BiConsumer<String, Optional<LocalDate>> onDone;
    private final TextField reason = new TextField();
    private final DatePicker until = new DatePicker();
    private final Label problem = Labels.muted("");
    private final Button suppress = new Button("Suppress");
    private final PopOver popover = new PopOver();

    /// @param onDone told the reason and the last day
    SuppressForm(FindingsModel model, List<FindingRow> chosen, BiConsumer<String, Optional<LocalDate>> onDone) {
        this.model = model;
        this.onDone = onDone;
        popover.setContentNode(content(chosen));
        popover.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        popover.setDetachable(false);
        popover.setAnimated(false);
        popover.setTitle("Suppress");
        // Its own stylesheet is nearer than ours, and is light.
        popover.getRoot().getStylesheets().clear();
        Theme.markOpaque(popover.getRoot());
        reason.textProperty().subscribe(this::check);
        reason.focusedProperty().subscribe(focused -> check());
        until.valueProperty().subscribe(this::check);
        until.getEditor().textProperty().subscribe(this::check);
    }

    private Node content(List<FindingRow> chosen) {
        Label title = Labels.heading("Suppress " + (chosen.size() == 1 ? "this finding" : chosen.size() + " findings"));
        Label scope = Labels.muted(FindingsModel.scope(chosen));
        scope.setMinHeight(Region.USE_PREF_SIZE);
        until.setValue(model.today().plusDays(QUARTER));
        reason.setPromptText("Why is this acceptable?");
        reason.setAccessibleText("Reason");
        reason.setOnAction(event -> done());
        until.setPromptText("indefinitely");
        until.setConverter(ISO);
        until.getEditor().setAccessibleText("Until (empty: indefinitely)");
        until.setPrefWidth(150);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        Label caption = Labels.caption("Until");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        HBox end = new HBox(6, caption, until, filler, quick("30 days", DAYS), quick("90 days", QUARTER), forEver());
        end.setAlignment(Pos.CENTER_LEFT);
        suppress.getStyleClass().add("accent");
        suppress.setOnAction(event -> done());
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> popover.hide());
        HBox buttons = new HBox(8, cancel, suppress);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(10, title, scope, reason, end, problem, buttons);
        box.getStyleClass().add("popover-form");
        box.setPrefWidth(WIDTH);
        return box;
    }

    private Button forEver() {
        Button button = quick("indefinitely", 0);
        button.setOnAction(event -> {
            until.setValue(null);
            until.getEditor().clear();
        });
        return button;
    }

    private Button quick(String text, int days) {
        Button button = new Button(text);
        button.getStyleClass().add("filter-term");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> until.setValue(model.today().plusDays(days)));
        return button;
    }

    // A day that is typed counts before the picker takes it.
    private Optional<LocalDate> day() {
        String typed = until.getEditor().getText();
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(until.getConverter().fromString(typed));
        } catch (java.time.DateTimeException none) {
            return Optional.of(LocalDate.MIN);
        }
    }

    private void check() {
        Optional<LocalDate> day = day();
        Optional<String> wrong = day.equals(Optional.of(LocalDate.MIN))
                ? Optional.of("This is not a date.")
                : model.problem(reason.getText(), day);
        boolean justOpened = reason.getText().isEmpty() && reason.isFocused();
        FieldMark.mark(reason, reason.getText().isBlank() && !justOpened ? wrong.orElse("") : "");
        FieldMark.mark(until, reason.getText().isBlank() ? "" : wrong.orElse(""));
        problem.setText(wrong.orElse("The finding reappears when its rule, binding or subject changes."));
        suppress.setDisable(wrong.isPresent());
    }

    private void done() {
        if (!suppress.isDisabled()) {
            popover.hide();
            onDone.accept(reason.getText(), day());
        }
    }

    /// @param onHidden told when it is gone, whatever came of it
    void show(Node above, Runnable onHidden) {
        check();
        popover.setOnHidden(event -> onHidden.run());
        popover.show(above);
        reason.requestFocus();
    }
}
