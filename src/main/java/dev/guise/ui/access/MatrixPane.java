package dev.guise.ui.access;

import dev.guise.rbac.AccessMatrix;
import dev.guise.rbac.AccessMatrix.Cell;
import dev.guise.rbac.AccessMatrix.Row;
import dev.guise.rbac.PolicyRule;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What the identity can do: resources by verbs.
final class MatrixPane extends BorderPane {
    static final TableDescription TABLE = new TableDescription(
            "access.what",
            "Access: what an identity can do",
            List.of(
                    new TableDescription.Column("resource", "Resource or path"),
                    new TableDescription.Column("group", "API group"),
                    new TableDescription.Column("where", "Where")));

    private static final double VERB_WIDTH = 31;
    private static final double MAX_HEAD = 132;
    private static final double MIN_RESOURCE = 150;
    private static final double DEFAULT_RESOURCE = 210;
    private static final double MAX_RESOURCE = 420;
    private static final double MIN_GROUP = 112;
    private static final double GROUP_WIDTH = 168;
    private static final double PLACE_WIDTH = 96;
    private static final double BAR_WIDTH = 18;
    private static final String LEGEND =
            "✓ by a rule that names it    ✱ by a wildcard    ◐ only for some names    ∅ listed, but never matches";

    private final MatrixModel model;
    private final SuggestField who;
    private final TextField filter = new TextField();
    private final TableView<Row> table = new TableView<>();
    private final BorderPane answer = new BorderPane();
    private final Map<String, TableColumn<Row, Cell>> columns = new HashMap<>();
    private List<String> verbs = List.of();
    private final TableColumn<Row, String> resource =
            Columns.text(TABLE.column("resource"), MIN_RESOURCE, row -> AccessWords.resource(row.target()));
    private final TableColumn<Row, String> group =
            Columns.text(TABLE.column("group"), GROUP_WIDTH, row -> AccessWords.group(row.target()));
    private final TableColumn<Row, String> place =
            Columns.text(TABLE.column("where"), PLACE_WIDTH, row -> AccessWords.where(row.target()));

    MatrixPane(MatrixModel model, SettingsStore settings, Dialogs dialogs) {
        this.model = model;
        who = new SuggestField("User, group or service account", model.who()::suggest);
        setTop(head());
        setCenter(StateOverlay.over(answer, model.work(), dialogs));
        prepareTable(settings);
        model.matrixProperty().subscribe(this::show);
    }

    void find() {
        filter.requestFocus();
    }

    private Node head() {
        who.setPrefColumnCount(17);
        who.textProperty().bindBidirectional(model.who().textProperty());
        who.setOnCommit(text -> model.ask());
        filter.setPromptText("Filter resources and verbs");
        filter.setAccessibleText("Filter resources and verbs");
        filter.setPrefColumnCount(14);
        model.filterProperty().bind(filter.textProperty());
        FlowPane line = new FlowPane(
                12,
                8,
                labelled("Identity", who),
                labelled("Where", new PlaceBox(model.places(), model.placeProperty())),
                labelled("Filter", filter));
        Label summary = Labels.plain("");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        Label legend = Labels.muted(LEGEND);
        legend.getStyleClass().add("text-small");
        VBox head = new VBox(8, line, summary, legend);
        head.getStyleClass().add("view-form");
        return head;
    }

    private static VBox labelled(String label, Node node) {
        node.setAccessibleText(label);
        return new VBox(4, Labels.caption(label), node);
    }

    private void prepareTable(SettingsStore settings) {
        table.getColumns().add(resource);
        table.getColumns().add(group);
        table.getColumns().add(place);
        ColumnKeeper.keep(TABLE, table, settings);
        table.setItems(model.rows());
        table.setAccessibleText("What the identity can do");
        table.getStyleClass().addAll("matrix", "one-line");
        table.setPlaceholder(StatePane.empty(
                Feather.KEY, "Nothing to show", "No binding grants anything here, or nothing matches the filter."));
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.getFocusModel().focusedCellProperty().subscribe(position -> {
            if (table.isFocused()) {
                explain(position);
            }
        });
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
        table.setOnMouseClicked(event -> explain(table.getFocusModel().getFocusedCell()));
    }

    private void explain(@Nullable TablePosition<?, ?> position) {
        if (position == null
                || position.getRow() < 0
                || position.getRow() >= table.getItems().size()) {
            return;
        }
        Row row = table.getItems().get(position.getRow());
        if (position.getTableColumn() != null && position.getTableColumn().getUserData() instanceof String verb) {
            model.explain(row, verb);
        } else {
            model.explain(row);
        }
    }

    private void show(Optional<AccessMatrix> matrix) {
        if (matrix.isEmpty()) {
            answer.setCenter(StatePane.empty(
                    Feather.KEY, "No identity selected", "Enter an identity, or select one in the list on the left."));
            return;
        }
        if (!matrix.get().verbs().equals(verbs)) {
            verbs = matrix.get().verbs();
            showVerbs();
        }
        fit(table.getWidth());
        answer.setCenter(table);
    }

    // A column that stays keeps its heading and its cells: to make them takes longer than anything else here.
    private void showVerbs() {
        List<TableColumn<Row, ?>> wanted = new ArrayList<>(table.getColumns());
        wanted.removeIf(column -> column.getUserData() != null);
        verbs.forEach(verb -> wanted.add(columns.computeIfAbsent(verb, this::verbColumn)));
        if (!wanted.equals(table.getColumns())) {
            table.getColumns().setAll(wanted);
        }
    }

    // What the verbs leave is for names: resources first, and groups give way before a verb is out of sight.
    private void fit(double width) {
        double free = width - BAR_WIDTH - place.getWidth() - verbs.size() * VERB_WIDTH;
        boolean scrolls = free < MIN_RESOURCE + MIN_GROUP;
        double wanted = scrolls ? DEFAULT_RESOURCE : Math.clamp(free - GROUP_WIDTH, MIN_RESOURCE, MAX_RESOURCE);
        resource.setPrefWidth(wanted);
        group.setPrefWidth(scrolls ? GROUP_WIDTH : Math.clamp(free - wanted, MIN_GROUP, GROUP_WIDTH));
    }

    private TableColumn<Row, Cell> verbColumn(String verb) {
        // The text is for the menu that chooses columns; the heading is the graphic.
        TableColumn<Row, Cell> column = new TableColumn<>(AccessWords.verb(verb));
        Label head = new Label(AccessWords.verb(verb));
        head.setRotate(-90);
        head.setMaxWidth(MAX_HEAD);
        head.getStyleClass().add("matrix-head");
        Tooltip.install(head, new Tooltip(AccessWords.verb(verb)));
        column.setGraphic(new Group(head));
        column.setUserData(verb);
        column.getStyleClass().add("verb-column");
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(VERB_WIDTH);
        column.setMinWidth(VERB_WIDTH);
        column.setMaxWidth(VERB_WIDTH);
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().cell(verb)));
        column.setCellFactory(ignored -> new MarkCell(verb));
        return column;
    }

    /// A mark, with the reason in a tooltip.
    private static final class MarkCell extends TableCell<Row, Cell> {
        private final String verb;
        private String style = "";

        MarkCell(String verb) {
            this.verb = verb;
            setAlignment(Pos.CENTER);
            getStyleClass().add("mark-cell");
            setOnMouseEntered(event -> setTooltip(tooltip()));
        }

        private @Nullable Tooltip tooltip() {
            Cell cell = getItem();
            Row row = getTableRow() == null ? null : getTableRow().getItem();
            if (cell == null || row == null) {
                return null;
            }
            String asked =
                    (verb.equals(PolicyRule.ALL) ? "any other verb" : verb) + " " + AccessWords.resource(row.target());
            String grants = cell.grants().isEmpty() ? "" : "\n" + AccessWords.grants(cell.grants());
            return new Tooltip(asked + ": " + AccessWords.meaning(cell, row.target()) + grants);
        }

        @Override
        protected void updateItem(@Nullable Cell cell, boolean empty) {
            super.updateItem(cell, empty);
            style(empty || cell == null ? "" : style(cell));
            if (empty || cell == null) {
                setText(null);
                return;
            }
            setText(AccessWords.mark(cell));
            setAccessibleText(verb + " " + cell.extent());
        }

        // Styles are worked out anew for every change, and there are hundreds of cells.
        private void style(String wanted) {
            if (!wanted.equals(style)) {
                getStyleClass().remove(style);
                style = wanted;
                if (!wanted.isEmpty()) {
                    getStyleClass().add(wanted);
                }
            }
        }

        private static String style(Cell cell) {
            return switch (cell.extent()) {
                case NAMED -> "mark-named";
                case WILDCARD -> "mark-wildcard";
                case SOME_NAMES -> "mark-names";
                case NEVER -> "mark-never";
                case NONE -> "";
            };
        }
    }
}
