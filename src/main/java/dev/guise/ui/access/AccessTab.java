package dev.guise.ui.access;

import dev.guise.escalation.AccessNode;
import dev.guise.escalation.RuleWords;
import dev.guise.ui.access.AccessModel.Row;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.request.RequestForm;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Who can do a request, as a table.
public final class AccessTab implements WorkspaceTab {
    private final Session session;
    private final AccessModel model;
    private final BorderPane root = new BorderPane();
    private final RequestForm form;

    public AccessTab(Session session, AccessModel model) {
        this.session = session;
        this.model = model;
        form = new RequestForm(model.request(), this::namespaces, model::ask);
        Label summary = Labels.plain("");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        Label title = Labels.heading("Who can do this?");
        VBox head = new VBox(8, title, form, summary);
        head.getStyleClass().add("view-form");
        form.getChildren().add(new VBox(4, Labels.caption(" "), Buttons.primary(
                Command.of("access.ask", "Ask", Feather.SEARCH, model::ask))));
        root.setTop(head);
        root.setCenter(table());
    }

    private List<String> namespaces() {
        return session.reviewProperty().get()
                .map(review -> review.snapshot().namespaces().stream().map(namespace -> namespace.meta().name()).toList())
                .orElse(List.of());
    }

    private Node table() {
        TableView<Row> table = new TableView<>(model.rows());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(StatePane.empty(Feather.KEY, "Nobody", "No binding of the cluster allows this request."));
        table.getColumns().add(column("Who", 190, row -> ObjectIndex.label(row.who())));
        table.getColumns().add(column("Where", 80, row -> row.grant().namespace().isEmpty() ? "everywhere" : row.grant().namespace()));
        table.getColumns().add(column("Binding", 150, row -> row.grant().binding().name()));
        table.getColumns().add(column("Role", 130, row -> row.grant().role().name()));
        table.getColumns().add(column("Rule", 180, row -> RuleWords.of(row.grant().rule())));
        table.setAccessibleText("Who can");
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                session.selectInGraph(row.id());
            }
        });
        table.setRowFactory(view -> {
            var row = new javafx.scene.control.TableRow<Row>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && row.getItem() != null) {
                    session.selectInGraph(AccessNode.idOf(row.getItem().grant().binding()));
                }
            });
            return row;
        });
        return table;
    }

    private static TableColumn<Row, String> column(String title, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }

    @Override
    public String id() {
        return "access";
    }

    @Override
    public String title() {
        return "Access";
    }

    @Override
    public Feather icon() {
        return Feather.KEY;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void find() {
        form.requestFocus();
    }
}
