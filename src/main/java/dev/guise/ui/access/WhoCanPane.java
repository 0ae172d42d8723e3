package dev.guise.ui.access;

import dev.guise.graph.AccessNode;
import dev.guise.ui.access.AccessModel.Row;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.FieldMark;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.request.RequestForm;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import dev.guise.words.RuleWords;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Who can do a request, as a table.
final class WhoCanPane extends BorderPane {
    static final TableDescription TABLE = new TableDescription(
            "access.who",
            "Access: who can do this",
            List.of(
                    new TableDescription.Column("who", "Identity"),
                    new TableDescription.Column("where", "Where"),
                    new TableDescription.Column("binding", "Binding"),
                    new TableDescription.Column("role", "Role"),
                    new TableDescription.Column("rule", "Rule")));

    private final Session session;
    private final AccessModel model;
    private final RequestForm form;
    private final TableView<Row> table;
    private final Command way;

    WhoCanPane(Session session, AccessModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        table = new TableView<>(model.rows());
        table.getStyleClass().add("one-line");
        way = CommandId.ACCESS_WAY.command(this::openWay);
        way.executableProperty().set(false);
        form = new RequestForm(model.request(), this::namespaces, model::ask);
        form.getChildren()
                .add(new VBox(4, Labels.caption(" "), Buttons.primary(CommandId.ACCESS_ASK.command(model::ask))));
        Label summary = Labels.plain("");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        VBox head = new VBox(8, form, FieldMark.line(model.request().problem()), summary, indirectly());
        head.getStyleClass().add("view-form");
        setTop(head);
        prepareTable(settings);
        setCenter(StateOverlay.over(table, model.work(), session.dialogs()));
    }

    private Node indirectly() {
        CheckBox box = new CheckBox("Include escalation");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setTooltip(new Tooltip(
                "Include identities that can do this through a token, a pod, impersonation or another technique"));
        box.selectedProperty().bindBidirectional(model.indirectlyProperty());
        Label more = Labels.plain("");
        more.setWrapText(true);
        more.textProperty().bind(model.moreProperty());
        HBox.setHgrow(more, Priority.ALWAYS);
        more.setMaxWidth(Double.MAX_VALUE);
        Button open = Buttons.text(way);
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.visibleProperty().bind(model.indirectlyProperty());
        open.managedProperty().bind(open.visibleProperty());
        HBox line = new HBox(12, box, more, open);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void openWay() {
        Row row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            model.openWay(row);
        }
    }

    void find() {
        form.requestFocus();
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

    private void prepareTable(SettingsStore settings) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(
                StatePane.empty(Feather.KEY, "No identity", "No binding in the cluster allows this request."));
        table.getColumns().add(Columns.text(TABLE.column("who"), 200, row -> ObjectIndex.label(row.who())));
        table.getColumns().add(Columns.text(TABLE.column("where"), 100, WhoCanPane::where));
        table.getColumns()
                .add(Columns.text(
                        TABLE.column("binding"),
                        146,
                        row -> row.grant().map(grant -> grant.binding().name()).orElse("")));
        table.getColumns()
                .add(Columns.text(
                        TABLE.column("role"),
                        126,
                        row -> row.grant().map(grant -> grant.role().name()).orElse("")));
        table.getColumns().add(Columns.text(TABLE.column("rule"), 180, this::why));
        ColumnKeeper.keep(TABLE, table, settings);
        table.setAccessibleText("Who can do this");
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            way.executableProperty().set(row != null && !row.isDirect());
            if (row != null) {
                session.navigator().selectInGraph(row.id());
            }
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && table.getSelectionModel().getSelectedItem() != null) {
                open(table.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        table.setRowFactory(view -> {
            TableRow<Row> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && row.getItem() != null) {
                    open(row.getItem());
                }
            });
            return row;
        });
    }

    private void open(Row row) {
        row.grant()
                .ifPresentOrElse(
                        grant -> session.navigator().selectInGraph(AccessNode.idOf(grant.binding())),
                        () -> model.openWay(row));
    }

    private static String where(Row row) {
        return row.grant()
                .map(grant -> grant.namespace().isEmpty() ? "everywhere" : grant.namespace())
                .orElse("");
    }

    private String why(Row row) {
        return row.grant()
                .map(grant -> model.asked()
                        .map(asked -> RuleWords.of(grant.rule(), asked))
                        .orElseGet(() -> RuleWords.of(grant.rule())))
                .orElse("only by escalation");
    }
}
