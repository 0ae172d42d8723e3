package dev.guise.ui.findings;

import dev.guise.escalation.AccessNode;
import dev.guise.findings.Finding;
import dev.guise.findings.Severity;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The findings as a table, the chosen one in words below.
public final class FindingsTab implements WorkspaceTab {
    private static final String EVERY = "Every kind";

    private final Session session;
    private final FindingsModel model;
    private final BorderPane root = new BorderPane();
    private final TextField text = new TextField();
    private final ComboBox<String> severity = new ComboBox<>();
    private final ComboBox<String> kind = new ComboBox<>();
    private final Label summary = Labels.plain("");
    private final VBox detail = new VBox(10);
    private final TableView<Finding> table;
    private final Node results;

    public FindingsTab(Session session, FindingsModel model, dev.guise.ui.common.SettingsStore settings) {
        this.session = session;
        this.model = model;
        table = table();
        root.setTop(head());
        results = results();
        model.stateProperty().subscribe(this::show);
        model.shown().subscribe(this::count);
        count();
    }

    private Node head() {
        text.setPromptText("Filter findings");
        text.setAccessibleText("Filter findings");
        text.setPrefColumnCount(11);
        model.textProperty().bind(text.textProperty());
        for (Severity level : Severity.values()) {
            severity.getItems().add(severityText(level));
        }
        severity.setAccessibleText("Least severity");
        severity.getSelectionModel().selectLast();
        severity.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0) {
                model.leastProperty().set(List.of(Severity.values()).get(index.intValue()));
            }
        });
        kind.setAccessibleText("Kind of finding");
        kind.setPrefWidth(170);
        kind.getItems().setAll(EVERY);
        kind.getSelectionModel().selectFirst();
        kind.valueProperty().subscribe(id -> model.kindProperty().set(id == null || id.equals(EVERY) ? "" : id));
        CheckBox expected = new CheckBox("Expected ones");
        expected.setMinWidth(Region.USE_PREF_SIZE);
        model.expectedProperty().bind(expected.selectedProperty());
        summary.getStyleClass().add("text-small");
        FlowPane filters = new FlowPane(10, 6, text, severity, kind, expected);
        HBox.setHgrow(filters, Priority.ALWAYS);
        VBox head = new VBox(6, filters, summary);
        head.getStyleClass().add("view-form");
        return head;
    }

    private static String severityText(Severity level) {
        return switch (level) {
            case CRITICAL -> "Only critical";
            case HIGH -> "High and worse";
            case MEDIUM -> "Medium and worse";
            case LOW -> "Low and worse";
            case INFO -> "Every severity";
        };
    }

    private TableView<Finding> table() {
        TableView<Finding> made = new TableView<>(model.shown());
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        made.setPlaceholder(StatePane.empty(Feather.CHECK_CIRCLE, "Nothing found", "No finding passes the filters."));
        made.setAccessibleText("Findings");
        TableColumn<Finding, String> severe = column("Severity", 84, finding -> finding.severity().id());
        severe.setMinWidth(84);
        severe.setMaxWidth(96);
        severe.setCellFactory(column -> new SeverityCell());
        severe.setSortable(false);
        made.getColumns().add(severe);
        made.getColumns().add(column("What", 250, Finding::title));
        made.getColumns().add(column("Who", 160, FindingsModel::who));
        made.getColumns().add(column("By", 210, FindingsTab::by));
        made.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        made.setRowFactory(view -> {
            TableRow<Finding> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && row.getItem() != null) {
                    model.openPath(row.getItem());
                }
            });
            return row;
        });
        made.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Finding chosen = made.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                model.openPath(chosen);
                event.consume();
            }
        });
        return made;
    }

    private static final class SeverityCell extends TableCell<Finding, String> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(null);
            if (!empty && item != null) {
                Label chip = Labels.plain(item);
                chip.getStyleClass().addAll("chip", style(item));
                setGraphic(chip);
            }
        }

        private static String style(String severity) {
            return switch (severity.toLowerCase(Locale.ROOT)) {
                case "critical", "high" -> "danger";
                case "medium" -> "warning";
                default -> "plain";
            };
        }
    }

    private static TableColumn<Finding, String> column(String title, double width, Function<Finding, String> text) {
        TableColumn<Finding, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }

    private static String by(Finding finding) {
        Binding binding = finding.origin().binding();
        RoleObject role = finding.origin().role();
        String bound = binding == null ? "" : binding.name();
        return role == null ? bound : bound.isEmpty() ? role.name() : bound + " → " + role.name();
    }

    private Node results() {
        detail.getStyleClass().add("path-steps");
        ScrollPane scroll = new ScrollPane(detail);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        SplitPane split = new SplitPane(table, scroll);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.6);
        split.getStyleClass().add("frame-split");
        return split;
    }

    private void show(FindingsModel.State state) {
        root.setCenter(switch (state) {
            case FindingsModel.Working() -> StatePane.loading("Looking for findings", "First it is worked out who reaches what.");
            case FindingsModel.Failed(var problem) -> StatePane.error(problem, session.dialogs());
            case FindingsModel.Known ignored -> {
                List<String> kinds = new ArrayList<>(List.of(EVERY));
                kinds.addAll(model.kinds());
                kind.getItems().setAll(kinds);
                kind.getSelectionModel().selectFirst();
                yield results;
            }
        });
    }

    private void count() {
        summary.setText(model.summary());
        // The table forgets its selection once it has seen the new rows, which is after this.
        session.background().onWindowThread(() -> {
            if (table.getSelectionModel().isEmpty()) {
                table.getSelectionModel().selectFirst();
            }
        });
    }

    private void tell(@org.jspecify.annotations.Nullable Finding finding) {
        detail.getChildren().clear();
        if (finding == null) {
            detail.getChildren().add(Labels.muted("Select a finding to read what it means."));
            return;
        }
        detail.getChildren().add(wrapped(Labels.heading(finding.title())));
        FlowPane buttons = new FlowPane(8, 8);
        commands(finding).stream().map(Buttons::text).forEach(buttons.getChildren()::add);
        detail.getChildren().add(buttons);
        part("What was found", finding.detail());
        part("Why it matters", finding.why());
        part("What to do", finding.remedy());
        part("Reaches", String.join(", ", finding.reaches()));
    }

    private void part(String title, String body) {
        if (!body.isEmpty()) {
            detail.getChildren().add(new VBox(2, Labels.caption(title), wrapped(Labels.plain(plain(body)))));
        }
    }

    // The pages of the findings are Markdown; here there is only text.
    private static String plain(String body) {
        return body.replace("`", "");
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private List<Command> commands(Finding finding) {
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("finding.path", "Show in graph", Feather.SHARE_2, () -> model.openPath(finding)));
        Binding binding = finding.origin().binding();
        if (binding != null) {
            commands.add(Command.of("finding.binding", "Look at the binding", Feather.LINK, () ->
                    session.selectInGraph(AccessNode.idOf(binding))));
        }
        grant(finding).ifPresent(grant -> commands.add(Command.of(
                "finding.draft", "Constrain this…", Feather.EDIT_3, () -> session.constrain(grant))));
        return commands;
    }

    /// The grant of impersonation that a finding is about.
    private static Optional<Grant> grant(Finding finding) {
        Binding binding = finding.origin().binding();
        RoleObject role = finding.origin().role();
        Subject subject = finding.subject();
        int rule = finding.origin().ruleIndex();
        if (binding == null || role == null || subject == null || rule < 0 || !binding.subjects().contains(subject)) {
            return Optional.empty();
        }
        boolean impersonates = role.rules().get(rule).verbs().contains("impersonate");
        return impersonates
                ? Optional.of(new Grant(binding, binding.subjects().indexOf(subject), role, rule))
                : Optional.empty();
    }

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String title() {
        return "Findings";
    }

    @Override
    public Feather icon() {
        return Feather.ALERT_OCTAGON;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void find() {
        text.requestFocus();
    }
}
