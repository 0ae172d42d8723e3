package dev.guise.ui.findings;

import dev.guise.findings.Severity;
import dev.guise.findings.triage.Standing;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.FilterHint;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.WidthCheck;
import dev.guise.ui.findings.FindingsModel.KindChoice;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SearchableComboBox;

/// What is chosen above the findings: which are listed, and in which groups.
final class FindingFilters {
    private static final double NARROW = 42;
    private static final List<FilterHint.Term> TERMS = List.of(
            new FilterHint.Term("kind", "part of a finding's id, such as IMP or ESC-pod"),
            new FilterHint.Term("ns", "a namespace"),
            new FilterHint.Term("subject", "the identity that has the finding"),
            new FilterHint.Term("severity", "critical, high, medium, low or info; separate several with commas"),
            new FilterHint.Term("owned", "findings of identities you marked as owned"));

    private final FindingsModel model;
    private final Runnable focusTable;
    private final TextField text = new TextField();
    private final ComboBox<String> severity = new ComboBox<>();
    private final ComboBox<KindChoice> kind = new SearchableComboBox<>();
    private final CheckBox suppressed = new CheckBox("Suppressed");
    private final CheckBox expected = new CheckBox("Expected");
    private final Label summary = Labels.plain("");
    private final VBox box;
    private boolean filling;

    /// @param report     saves what was found
    /// @param focusTable goes on to the list
    FindingFilters(FindingsModel model, Command report, Runnable focusTable) {
        this.model = model;
        this.focusTable = focusTable;
        prepareText();
        prepareSeverity();
        prepareKind();
        expected.setMinWidth(Region.USE_PREF_SIZE);
        expected.setTooltip(new Tooltip("Findings on what Kubernetes itself sets up, and on accepted administrators"));
        model.expectedProperty().bind(expected.selectedProperty());
        suppressed.setMinWidth(Region.USE_PREF_SIZE);
        model.suppressedProperty().bind(suppressed.selectedProperty());
        summary.getStyleClass().add("text-small");
        summary.setWrapText(true);
        FilterHint hint = new FilterHint(text, TERMS);
        HBox.setHgrow(hint, Priority.ALWAYS);
        Button save = Buttons.text(report);
        save.setMinWidth(Region.USE_PREF_SIZE);
        HBox typed = new HBox(10, text, hint, save);
        typed.setAlignment(Pos.CENTER_LEFT);
        // Below one another they would leave no room for what is listed.
        hint.visibleProperty().bind(WidthCheck.isShort(typed, save, NARROW).not());
        hint.managedProperty().bind(hint.visibleProperty());
        FlowPane choices = new FlowPane(8, 6, severity, kind, grouping(), expected, suppressed);
        choices.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(6, typed, choices, summary);
    }

    Node node() {
        return box;
    }

    void focus() {
        text.requestFocus();
    }

    private void prepareText() {
        text.setPromptText("Filter findings");
        text.setAccessibleText("Filter findings");
        text.setPrefColumnCount(22);
        model.textProperty().bind(text.textProperty());
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    // As in the filter of the identities.
    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            focusTable.run();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
            text.clear();
            event.consume();
        }
    }

    private void prepareSeverity() {
        for (Severity level : Severity.values()) {
            severity.getItems().add(severityText(level));
        }
        severity.setAccessibleText("Minimum severity");
        severity.getStyleClass().add("filter-choice");
        severity.getSelectionModel().selectLast();
        severity.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0 && !severity.isDisabled()) {
                model.leastProperty().set(List.of(Severity.values()).get(index.intValue()));
            }
        });
    }

    private static String severityText(Severity level) {
        return switch (level) {
            case CRITICAL -> "Critical only";
            case HIGH -> "High and above";
            case MEDIUM -> "Medium and above";
            case LOW -> "Low and above";
            case INFO -> "All severities";
        };
    }

    private void prepareKind() {
        kind.setAccessibleText("Kind of finding");
        kind.getStyleClass().addAll("filter-choice", "narrow");
        kind.getItems().setAll(KindChoice.EVERY);
        kind.getSelectionModel().selectFirst();
        kind.valueProperty().subscribe(chosen -> {
            if (!filling) {
                model.kindProperty().set(chosen == null ? "" : chosen.id());
            }
        });
    }

    private Node grouping() {
        ComboBox<String> choice = new ComboBox<>();
        for (Grouping way : Grouping.values()) {
            choice.getItems().add(way.text());
        }
        choice.setAccessibleText("Group by");
        choice.getStyleClass().addAll("filter-choice", "narrow");
        choice.getSelectionModel().selectFirst();
        choice.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0) {
                model.groupingProperty().set(List.of(Grouping.values()).get(index.intValue()));
            }
        });
        return choice;
    }

    /// Lists every severity, every kind and every text again.
    void clear() {
        text.clear();
        severity.getSelectionModel().selectLast();
        kind.getSelectionModel().selectFirst();
    }

    /// Says how many there are, and offers the kinds there are.
    void update() {
        summary.setText(model.summary());
        expected.setText(counted("Expected", model.count(Standing::isExpected)));
        suppressed.setText(counted("Suppressed", model.count(standing -> standing == Standing.SUPPRESSED)));
        filling = true;
        updateKinds();
        updateSeverity();
        filling = false;
    }

    private static String counted(String word, int count) {
        return count == 0 ? word : word + " (" + count + ")";
    }

    private void updateKinds() {
        List<KindChoice> kinds = model.kinds();
        if (!kinds.equals(kind.getItems())) {
            kind.getItems().setAll(kinds);
        }
        kind.getSelectionModel()
                .select(kinds.stream()
                        .filter(choice ->
                                choice.id().equals(model.kindProperty().get()))
                        .findFirst()
                        .orElse(KindChoice.EVERY));
    }

    private void updateSeverity() {
        boolean typed = model.isSeverityTyped();
        if (typed == severity.isDisabled()) {
            return;
        }
        severity.setDisable(typed);
        severity.setPromptText("Severity from filter");
        if (typed) {
            severity.getSelectionModel().clearSelection();
        } else {
            severity.getSelectionModel()
                    .select(List.of(Severity.values())
                            .indexOf(model.leastProperty().get()));
        }
    }
}
