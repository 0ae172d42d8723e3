package dev.guise.ui.simulate;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.FieldMark;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.request.RequestForm;
import dev.guise.ui.review.Session;
import dev.guise.ui.simulate.SimulateModel.Asking;
import dev.guise.ui.simulate.SimulateModel.Line;
import dev.guise.ui.simulate.SimulateModel.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The requestor, the headers, the request; the verdict and every check below.
public final class SimulateTab implements ViewTab {
    /// The table, for the settings.
    public static final TableDescription TABLE = new TableDescription(
            "simulate",
            "Simulate: checks",
            List.of(
                    new TableDescription.Column("number", "#"),
                    new TableDescription.Column("passed", "Passed"),
                    new TableDescription.Column("cluster", "Cluster"),
                    new TableDescription.Column("mode", "Mode"),
                    new TableDescription.Column("check", "Check"),
                    new TableDescription.Column("asks", "Request"),
                    new TableDescription.Column("why", "Why")));

    private static final double TABLE_HEIGHT = 170;

    private final Session session;
    private final SimulateModel model;
    private final BorderPane root = new BorderPane();
    private final ScrollPane page = new ScrollPane(root);
    private final BorderPane answer = new BorderPane();
    private final SuggestField requestor;
    private final TableView<Line> table = new TableView<>();
    private final ColumnKeeper<?> columns;
    private final HBox asking = new HBox(10);
    private final Command askCluster;

    public SimulateTab(Session session, SimulateModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        requestor = field("User or service account", model.requestorProperty(), model::suggest, 15);
        askCluster = CommandId.SIMULATE_CLUSTER.command(model::askCluster);
        asking.setAlignment(Pos.CENTER_LEFT);
        prepareTable();
        columns = ColumnKeeper.keep(TABLE, table, settings);
        root.setTop(form());
        // With large letters the form leaves the table no room: then all of it is scrolled.
        table.setMinHeight(TABLE_HEIGHT);
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.getStyleClass().add("edge-to-edge");
        root.setCenter(StateOverlay.over(answer, model.work(), session.dialogs()));
        model.askingProperty().subscribe(this::show);
        model.verdictProperty().subscribe(this::show);
    }

    private Node form() {
        FlowPane who = new FlowPane(
                12,
                8,
                labelled("Requestor", requestor),
                labelled("Other groups", field("none", model.requestorGroupsProperty(), typed -> List.of(), 10)),
                labelled("Pod's node", field("unknown", model.nodeProperty(), model::suggestNodes, 9)));
        HeaderForm headers = new HeaderForm(model);
        RequestForm request = new RequestForm(model.request(), this::namespaces, model::run);
        request.getChildren().add(labelled(" ", Buttons.primary(CommandId.SIMULATE_RUN.command(model::run))));
        VBox form = new VBox(
                8,
                Labels.heading("How would the API server answer?"),
                who,
                headers,
                request,
                FieldMark.line(model.request().problem()));
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
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> review.snapshot().namespaces().stream()
                        .map(namespace -> namespace.meta().name())
                        .toList())
                .orElse(List.of());
    }

    private void prepareTable() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(
                StatePane.empty(Feather.PLAY, "No checks", "The API server decides this request before any check."));
        fixed(column("number", 30, line -> String.valueOf(table.getItems().indexOf(line) + 1)), 30);
        TableColumn<Line, String> passed = column("passed", 72, line -> line.passed() ? "yes" : "no");
        passed.setCellFactory(column -> new PassedCell());
        fixed(passed, 72);
        TableColumn<Line, String> cluster = clusterColumn();
        cluster.setCellFactory(column -> new ClusterCell());
        fixed(cluster, 88);
        cluster.setSortable(false);
        // What is short gives its room to what is asked and why.
        atMost(wrapped("mode", 96, Line::mode), 96);
        atMost(wrapped("check", 108, Line::step), 108);
        table.getColumns().add(wrapped("asks", 170, Line::asks));
        table.getColumns().add(wrapped("why", 260, Line::why));
        table.setAccessibleText("Checks in the server's order");
    }

    private void fixed(TableColumn<Line, String> column, double width) {
        column.setMinWidth(width);
        column.setMaxWidth(width);
        table.getColumns().add(column);
    }

    private void atMost(TableColumn<Line, String> column, double width) {
        column.setMaxWidth(width);
        table.getColumns().add(column);
    }

    private TableColumn<Line, String> clusterColumn() {
        return Columns.text(TABLE.column("cluster"), 88, line -> switch (answer(line)) {
            case ClusterAnswers.Answer.Same ignored -> "same";
            case ClusterAnswers.Answer.Differs differs -> differs.allowed() ? "allows it" : "refuses";
            case ClusterAnswers.Answer.NotAsked() -> "";
        });
    }

    private ClusterAnswers.Answer answer(Line line) {
        int index = table.getItems().indexOf(line);
        return model.askingProperty().get() instanceof Asking.Known(ClusterAnswers found)
                        && index >= 0
                        && index < found.answers().size()
                ? found.answers().get(index)
                : new ClusterAnswers.Answer.NotAsked();
    }

    /// What the cluster says, with its reason in a tooltip.
    private final class ClusterCell extends TableCell<Line, String> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            Line line = getTableRow() == null ? null : getTableRow().getItem();
            if (empty || item == null || item.isEmpty() || line == null) {
                return;
            }
            boolean differs = answer(line) instanceof ClusterAnswers.Answer.Differs;
            Node icon = Buttons.icon(differs ? Feather.ALERT_TRIANGLE : Feather.CHECK);
            icon.getStyleClass().add(differs ? "bad-icon" : "good-icon");
            setText(item);
            setGraphic(icon);
            String reason = switch (answer(line)) {
                case ClusterAnswers.Answer.Same(String why) -> why;
                case ClusterAnswers.Answer.Differs(boolean ignored, String why) -> why;
                case ClusterAnswers.Answer.NotAsked() -> "";
            };
            setTooltip(reason.isEmpty() ? null : new Tooltip(reason));
        }
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

    private static TableColumn<Line, String> column(String id, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = Columns.text(TABLE.column(id), width, text);
        column.setMinWidth(0);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Line, String> wrapped(String id, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = Columns.wrapped(TABLE.column(id), width, text);
        column.setSortable(false);
        return column;
    }

    private void show(Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            answer.setCenter(StatePane.empty(
                    Feather.PLAY,
                    "No request yet",
                    "Enter who sends the request and what it asks for, then press Enter."));
            return;
        }
        Verdict found = verdict.get();
        Label title = Labels.heading(found.title());
        title.setGraphic(Buttons.icon(found.allowed() ? Feather.CHECK_CIRCLE : Feather.X_CIRCLE));
        title.getGraphic().getStyleClass().add(found.allowed() ? "good-icon" : "bad-icon");
        Label text = Labels.muted(found.text());
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox head = new VBox(6, title, text);
        found.notes().forEach(note -> head.getChildren().add(note(note)));
        head.getChildren().add(told(found.runBy(), copied(found.kubectl(), "kubectl command")));
        if (!found.headers().isEmpty()) {
            head.getChildren()
                    .add(told("The headers of the request", copied(String.join("\n", found.headers()), "headers")));
        }
        head.getChildren().add(asking);
        head.getStyleClass().add("view-form");
        table.getItems().setAll(found.lines());
        answer.setCenter(new BorderPane(table, head, null, null, null));
    }

    private static Node note(String words) {
        Label note = new Label(words, Buttons.icon(Feather.INFO));
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        return note;
    }

    private static Node told(String what, Node code) {
        Label words = Labels.muted(what);
        words.getStyleClass().add("text-small");
        words.setMinHeight(Region.USE_PREF_SIZE);
        return new VBox(0, words, code);
    }

    /// Code with a button that copies it; lines stay lines.
    private Node copied(String code, String what) {
        Label shown = Labels.code(code);
        shown.setMinWidth(0);
        shown.setWrapText(true);
        shown.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(shown, Priority.ALWAYS);
        HBox line = new HBox(
                8,
                shown,
                Buttons.iconOnly(
                        CommandId.SIMULATE_COPY.command(() -> session.dialogs().copy(code), what)));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void show(Asking state) {
        columns.showWhile("cluster", state instanceof Asking.Known);
        askCluster.executableProperty().set(state instanceof Asking.NotYet || state instanceof Asking.Known);
        String said = switch (state) {
            case Asking.Impossible() ->
                "Open a context to compare with its cluster. This one was not read from a live cluster.";
            case Asking.NotYet() -> "";
            case Asking.Working() -> "Asking the cluster…";
            case Asking.Known(ClusterAnswers answers) -> answers.summary();
        };
        Label words = Labels.muted(said);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button button = Buttons.text(askCluster);
        button.setMinWidth(Region.USE_PREF_SIZE);
        asking.getChildren().setAll(button, words);
        if (state instanceof Asking.Known(ClusterAnswers answers)) {
            boolean good = answers.differences() == 0 && answers.problem().isEmpty();
            Node icon = Buttons.icon(good ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
            icon.getStyleClass().add(good ? "good-icon" : "bad-icon");
            words.setGraphic(icon);
        }
        table.refresh();
    }

    @Override
    public ViewId id() {
        return ViewId.SIMULATE;
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        model.run();
    }

    @Override
    public List<Command> commands() {
        return List.of(askCluster);
    }

    @Override
    public void find() {
        requestor.requestFocus();
    }
}
