package dev.guise.ui.access;

import dev.guise.escalation.AccessNode;
import dev.guise.escalation.RuleWords;
import dev.guise.ui.access.AccessModel.Row;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.ColumnKeeper;
import dev.guise.ui.common.Columns;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.FieldMark;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.SettingsStore;
import dev.guise.ui.common.StateOverlay;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.common.TableDescription;
import dev.guise.ui.request.RequestForm;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Who can do a request, as a table.
final class WhoCanPane extends BorderPane {
    static final TableDescription TABLE = new TableDescription(
            "access.who",
            "Access: who can do this",
            List.of(
                    new TableDescription.Column("who", "Who"),
                    new TableDescription.Column("where", "Where"),
                    new TableDescription.Column("binding", "Binding"),
                    new TableDescription.Column("role", "Role"),
                    new TableDescription.Column("rule", "Rule")));

    private final Session session;
    private final AccessModel model;
    private final RequestForm form;

    WhoCanPane(Session session, AccessModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        form = new RequestForm(model.request(), this::namespaces, model::ask);
        form.getChildren().add(new VBox(4, Labels.caption(" "), Buttons.primary(
                Command.of("access.ask", "Ask", Feather.SEARCH, model::ask))));
        Label summary = Labels.plain("");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        VBox head = new VBox(8, form, FieldMark.line(model.request().problem()), summary);
        head.getStyleClass().add("view-form");
        setTop(head);
        setCenter(StateOverlay.over(table(settings), model.work(), session.dialogs()));
    }

    void find() {
        form.requestFocus();
    }

    private List<String> namespaces() {
        return session.reviewProperty().get()
                .map(review -> review.snapshot().namespaces().stream().map(namespace -> namespace.meta().name()).toList())
                .orElse(List.of());
    }

    private Node table(SettingsStore settings) {
        TableView<Row> table = new TableView<>(model.rows());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(StatePane.empty(Feather.KEY, "Nobody", "No binding of the cluster allows this request."));
        table.getColumns().add(Columns.text(TABLE.column("who"), 200, row -> ObjectIndex.label(row.who())));
        table.getColumns().add(Columns.text(TABLE.column("where"), 100, row -> row.grant().namespace().isEmpty() ? "everywhere" : row.grant().namespace()));
        table.getColumns().add(Columns.text(TABLE.column("binding"), 146, row -> row.grant().binding().name()));
        table.getColumns().add(Columns.text(TABLE.column("role"), 126, row -> row.grant().role().name()));
        table.getColumns().add(Columns.text(TABLE.column("rule"), 180, row -> RuleWords.of(row.grant().rule())));
        ColumnKeeper.keep(TABLE, table, settings);
        table.setAccessibleText("Who can");
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                session.selectInGraph(row.id());
            }
        });
        table.setRowFactory(view -> {
            TableRow<Row> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && row.getItem() != null) {
                    session.selectInGraph(AccessNode.idOf(row.getItem().grant().binding()));
                }
            });
            return row;
        });
        return table;
    }
}
