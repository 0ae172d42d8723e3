package dev.guise.ui.simulate;

import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.common.SuggestField;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.request.RequestForm;
import dev.guise.ui.review.Session;
import dev.guise.ui.simulate.SimulateModel.Line;
import dev.guise.ui.simulate.SimulateModel.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The requestor, the headers, the request; the verdict and every check below.
public final class SimulateTab implements WorkspaceTab {
    private final Session session;
    private final SimulateModel model;
    private final BorderPane root = new BorderPane();
    private final SuggestField requestor;
    private final TableView<Line> table = new TableView<>();

    public SimulateTab(Session session, SimulateModel model) {
        this.session = session;
        this.model = model;
        requestor = field("a user or account", model.requestorProperty(), model::suggest, 15);
        prepareTable();
        root.setTop(form());
        model.verdictProperty().subscribe(this::show);
    }

    private Node form() {
        FlowPane who = new FlowPane(12, 8,
                labelled("Who sends it", requestor),
                labelled("Its further groups", field("none", model.requestorGroupsProperty(), typed -> List.of(), 10)));
        FlowPane headers = new FlowPane(12, 8,
                labelled("Impersonate-User", field("nobody", model.userProperty(), model::suggest, 15)),
                labelled("Impersonate-Group", field("none", model.groupsProperty(), typed -> List.of(), 10)),
                labelled("Impersonate-Uid", field("none", model.uidProperty(), typed -> List.of(), 6)));
        RequestForm request = new RequestForm(model.request(), this::namespaces, model::run);
        request.getChildren().add(labelled(" ", Buttons.primary(
                Command.of("simulate.run", "Try it", Feather.PLAY, model::run))));
        VBox form = new VBox(8, Labels.heading("What would the API server say?"), who, headers, request);
        form.getStyleClass().add("view-form");
        return form;
    }

    private static VBox labelled(String label, Node node) {
        if (node instanceof SuggestField field) {
            field.setAccessibleText(label);
        }
        return new VBox(4, Labels.caption(label), node);
    }

    private SuggestField field(String prompt, StringProperty text, Function<String, List<String>> source, int columns) {
        SuggestField field = new SuggestField(prompt, source);
        field.setPrefColumnCount(columns);
        field.textProperty().bindBidirectional(text);
        field.setOnCommit(committed -> model.run());
        return field;
    }

    private List<String> namespaces() {
        return session.reviewProperty().get()
                .map(review -> review.snapshot().namespaces().stream().map(namespace -> namespace.meta().name()).toList())
                .orElse(List.of());
    }

    private void prepareTable() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Labels.muted("No check was made."));
        TableColumn<Line, String> passed = column("", 34, line -> line.passed() ? "yes" : "no");
        passed.setMinWidth(34);
        passed.setMaxWidth(34);
        passed.setCellFactory(column -> new PassedCell());
        table.getColumns().add(passed);
        table.getColumns().add(column("Mode", 110, Line::mode));
        table.getColumns().add(column("Check", 130, Line::step));
        table.getColumns().add(column("What is asked", 260, Line::asks));
        table.getColumns().add(column("Why", 260, Line::why));
        table.setAccessibleText("Checks in the server's order");
    }

    private static final class PassedCell extends TableCell<Line, String> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(null);
            if (!empty && item != null) {
                boolean passed = item.equals("yes");
                Node icon = Buttons.badge(passed ? Feather.CHECK : Feather.X, passed ? "passed" : "not passed");
                icon.getStyleClass().add(passed ? "good-icon" : "bad-icon");
                setGraphic(icon);
            }
        }
    }

    private static TableColumn<Line, String> column(String title, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }

    private void show(Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            root.setCenter(StatePane.empty(
                    Feather.PLAY, "Nothing to try yet", "Say who sends the request and what it asks for, then press Enter."));
            return;
        }
        Verdict found = verdict.get();
        Label title = Labels.heading(found.title());
        title.setGraphic(Buttons.icon(found.allowed() ? Feather.CHECK_CIRCLE : Feather.X_CIRCLE));
        title.getGraphic().getStyleClass().add(found.allowed() ? "good-icon" : "bad-icon");
        Label text = Labels.muted(found.text());
        text.setMinHeight(Region.USE_PREF_SIZE);
        Label command = Labels.code(found.kubectl());
        command.setMinWidth(0);
        HBox.setHgrow(command, Priority.ALWAYS);
        HBox line = new HBox(8, command, Buttons.iconOnly(Command.of(
                "simulate.copy", "Copy kubectl command", Feather.COPY, () -> session.dialogs().copy(found.kubectl()))));
        line.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, title, text, line);
        head.getStyleClass().add("view-form");
        table.getItems().setAll(found.lines());
        root.setCenter(new BorderPane(table, head, null, null, null));
    }

    @Override
    public String id() {
        return "simulate";
    }

    @Override
    public String title() {
        return "Simulate";
    }

    @Override
    public Feather icon() {
        return Feather.PLAY;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        model.run();
    }

    @Override
    public void find() {
        requestor.requestFocus();
    }
}
