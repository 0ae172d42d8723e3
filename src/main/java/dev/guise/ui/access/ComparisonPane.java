package dev.guise.ui.access;

import dev.guise.rbac.AccessComparison;
import dev.guise.rbac.AccessComparison.Line;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.review.IdentityChoice;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What only one of two may do, and what both.
final class ComparisonPane extends BorderPane {
    static final TableDescription TABLE = new TableDescription(
            "access.two",
            "Access: compare two",
            List.of(
                    new TableDescription.Column("resource", "Resource or path"),
                    new TableDescription.Column("group", "API group"),
                    new TableDescription.Column("where", "Where"),
                    new TableDescription.Column("first", "Only the first"),
                    new TableDescription.Column("second", "Only the second"),
                    new TableDescription.Column("both", "Both")));

    private final ComparisonModel model;
    private final SuggestField first;
    private final SuggestField second;
    private final TextField filter = new TextField();
    private final BorderPane answer = new BorderPane();
    private final TableView<Line> table = new TableView<>();
    private final TableColumn<Line, String> onlyFirst =
            Columns.text(TABLE.column("first"), 170, line -> AccessWords.parts(line.onlyFirst()));
    private final TableColumn<Line, String> onlySecond =
            Columns.text(TABLE.column("second"), 170, line -> AccessWords.parts(line.onlySecond()));

    ComparisonPane(Session session, ComparisonModel model, SettingsStore settings) {
        this.model = model;
        first = field(model.first());
        second = field(model.second());
        setTop(head(session));
        setCenter(StateOverlay.over(answer, model.work(), session.dialogs()));
        prepareTable(settings);
        model.comparisonProperty().subscribe(this::show);
    }

    void find() {
        (second.getText().isEmpty() ? second : filter).requestFocus();
    }

    private SuggestField field(IdentityChoice choice) {
        SuggestField field = new SuggestField("User, group or service account", choice::suggest);
        field.setPrefColumnCount(16);
        field.textProperty().bindBidirectional(choice.textProperty());
        field.setOnCommit(text -> model.ask());
        return field;
    }

    private Node head(Session session) {
        filter.setPromptText("Filter resources and verbs");
        filter.setPrefColumnCount(14);
        model.filterProperty().bind(filter.textProperty());
        ComboBox<ComparisonModel.Show> show = new ComboBox<>();
        show.getItems().setAll(ComparisonModel.Show.values());
        show.setPrefWidth(200);
        show.valueProperty().bindBidirectional(model.showProperty());
        FlowPane people = new FlowPane(
                12,
                8,
                labelled("First", first),
                labelled("Second", second),
                labelled(" ", Buttons.primary(CommandId.ACCESS_COMPARE.command(model::ask))));
        FlowPane filters = new FlowPane(
                12,
                8,
                labelled("Where", new PlaceBox(model.places(), model.placeProperty())),
                labelled("Show", show),
                labelled("Filter", filter),
                copy(session));
        Label summary = Labels.plain("");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        summary.managedProperty().bind(summary.textProperty().isNotEmpty());
        VBox head = new VBox(8, people, filters, summary);
        head.getStyleClass().add("view-form");
        return head;
    }

    // There is something to copy only once two are compared.
    private Node copy(Session session) {
        Node button = labelled(
                " ",
                Buttons.iconOnly(
                        CommandId.ACCESS_COPY.command(() -> session.dialogs().copy(model.text()))));
        button.visibleProperty().bind(Bindings.isNotEmpty(model.lines()));
        return button;
    }

    private static VBox labelled(String label, Node node) {
        if (!label.isBlank()) {
            node.setAccessibleText(label);
        }
        return new VBox(4, Labels.caption(label), node);
    }

    private void prepareTable(SettingsStore settings) {
        table.setItems(model.lines());
        table.getStyleClass().add("one-line");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText("What each can do");
        table.setPlaceholder(StatePane.empty(
                Feather.CHECK_CIRCLE,
                "Nothing to show",
                "The two do not differ here, or the filters hide every difference."));
        table.getColumns()
                .add(Columns.text(TABLE.column("resource"), 164, line -> AccessWords.resource(line.target())));
        table.getColumns().add(Columns.text(TABLE.column("group"), 96, line -> AccessWords.group(line.target())));
        table.getColumns().add(Columns.text(TABLE.column("where"), 98, line -> AccessWords.where(line.target())));
        table.getColumns().add(onlyFirst);
        table.getColumns().add(onlySecond);
        table.getColumns().add(Columns.text(TABLE.column("both"), 110, line -> AccessWords.parts(line.both())));
        ColumnKeeper.keep(TABLE, table, settings);
        table.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (line != null) {
                model.explain(line);
            }
        });
    }

    private void show(Optional<AccessComparison> comparison) {
        if (comparison.isEmpty()) {
            answer.setCenter(StatePane.empty(
                    Feather.COLUMNS,
                    "Choose two identities",
                    "Enter two users, groups or service accounts, then press Enter."));
            return;
        }
        onlyFirst.setText("Only " + ComparisonModel.name(model.first()));
        onlySecond.setText("Only " + ComparisonModel.name(model.second()));
        answer.setCenter(table);
    }
}
