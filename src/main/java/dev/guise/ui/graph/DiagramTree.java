package dev.guise.ui.graph;

import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.MenuKeys;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramIndex;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.Mark;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The content of a diagram as a tree-table, for those who do not see a picture: every node that no edge reaches is at
/// the top, the nodes an edge leads to are below. A node that is its own ancestor is not opened again. Children are
/// made when a row is opened.
public final class DiagramTree extends TreeTableView<DiagramTree.Row> {

    /// A line of the list: a node, and the edge it was reached by.
    ///
    /// @param via the edge from the line above; empty at the top
    public record Row(DiagramNode node, Optional<DiagramEdge> via) {}

    /// The columns, for the settings: the same for every diagram.
    public static final TableDescription TABLE = new TableDescription(
            "graph.list",
            "Graphs as a list",
            List.of(
                    new TableDescription.Column("name", "Name"),
                    new TableDescription.Column("via", "Reached by"),
                    new TableDescription.Column("about", "About"),
                    new TableDescription.Column("note", "Note")));
    private static final int MAX_OPENED = 60;
    private static final double ROW_MENU = 48;

    private final DiagramModel model;
    private boolean selecting;
    private Optional<ContextMenu> menu = Optional.empty();
    private Consumer<DiagramTarget> onOpen = target -> {};
    private Function<Optional<DiagramTarget>, Optional<ContextMenu>> menus = target -> Optional.empty();

    public DiagramTree(DiagramModel model, SettingsStore settings) {
        this.model = model;
        setShowRoot(false);
        setPlaceholder(new Label("No nodes to list"));
        setAccessibleText("Diagram as a list");
        setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns().add(column("name", 260, row -> row.node().title()));
        getColumns().add(column("via", 200, DiagramTree::via));
        getColumns().add(column("about", 200, DiagramTree::about));
        getColumns().add(column("note", 160, DiagramTree::note));
        ColumnKeeper.keep(TABLE, this, settings);
        model.diagramProperty().subscribe(this::buildIfShown);
        model.hiddenKindsProperty().subscribe(this::buildIfShown);
        visibleProperty().subscribe(this::buildIfShown);
        getSelectionModel().selectedItemProperty().subscribe(this::selected);
        setRowFactory(view -> new NodeRow());
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            showMenu(event.isKeyboardTrigger() ? selectedPlace() : new Point2D(event.getScreenX(), event.getScreenY()));
            event.consume();
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// What to do when a line is opened with Enter.
    public void setOnOpen(Consumer<DiagramTarget> action) {
        onOpen = action;
    }

    /// Makes the menu for a line, or for none.
    public void setContextMenus(Function<Optional<DiagramTarget>, Optional<ContextMenu>> source) {
        menus = source;
    }

    private Optional<DiagramTarget> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem())
                .map(TreeItem::getValue)
                .map(row -> new DiagramTarget.OfNode(row.node()));
    }

    private void key(KeyEvent event) {
        if (MenuKeys.match(event)) {
            showMenu(selectedPlace());
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            chosen().ifPresent(onOpen);
            event.consume();
        }
    }

    // The system may ask for a menu once more for a key that has opened one.
    private void showMenu(Point2D place) {
        menu.ifPresent(ContextMenu::hide);
        menu = menus.apply(chosen());
        menu.ifPresent(shown -> shown.show(this, place.getX(), place.getY()));
    }

    private Point2D selectedPlace() {
        return lookupAll(".tree-table-row-cell").stream()
                .filter(row -> row instanceof NodeRow one && one.isSelected() && !one.isEmpty())
                .findFirst()
                .map(row -> row.localToScreen(ROW_MENU, row.getLayoutBounds().getMaxY()))
                .orElseGet(() -> localToScreen(ROW_MENU, ROW_MENU));
    }

    /// A line as a screen reader says it.
    private static final class NodeRow extends TreeTableRow<Row> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setAccessibleText(row == null || empty ? null : words(row));
        }
    }

    static String words(Row row) {
        return java.util.stream.Stream.of(
                        row.node().title(), about(row), via(row).isEmpty() ? "" : "reached by " + via(row), note(row))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static TreeTableColumn<Row, String> column(String id, double width, Function<Row, String> text) {
        TreeTableColumn<Row, String> column =
                new TreeTableColumn<>(TABLE.column(id).title());
        column.setId(id);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue().getValue())));
        return column;
    }

    private static String via(Row row) {
        return row.via()
                .map(edge -> edge.label().isEmpty()
                        ? edge.kind().text()
                        : edge.kind().text() + ": " + edge.label())
                .orElse("");
    }

    // What only says the name again is left out.
    private static String note(Row row) {
        String note = row.via()
                .map(DiagramEdge::note)
                .filter(text -> !text.isEmpty())
                .orElse(row.node().tooltip());
        return note.contains("\"" + row.node().title() + "\"")
                        && note.length() < row.node().title().length() + 24
                ? ""
                : note;
    }

    static String about(Row row) {
        String marks = row.node().marks().stream().sorted().map(Mark::text).collect(Collectors.joining(", "));
        // "ClusterRole, 3 rules" and "Account in shop" say the kind themselves.
        String kind = row.node().kind().text();
        String last = kind.substring(kind.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        boolean said = row.node().subtitle().toLowerCase(Locale.ROOT).contains(last)
                || marks.toLowerCase(Locale.ROOT).contains(last);
        return java.util.stream.Stream.of(said ? "" : kind, row.node().subtitle(), marks)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void selected(@org.jspecify.annotations.Nullable TreeItem<Row> item) {
        if (item == null || item.getValue() == null || selecting) {
            return;
        }
        model.select(new DiagramTarget.OfNode(item.getValue().node()));
    }

    // Beside a picture nobody sees it, and a large one takes long.
    private void buildIfShown() {
        if (isVisible()) {
            build();
        }
    }

    private void build() {
        selecting = true;
        TreeItem<Row> root = new TreeItem<>();
        DiagramIndex index = model.index();
        Set<String> reached = new HashSet<>();
        for (DiagramNode node : model.diagram().diagram().nodes()) {
            if (index.incoming(node.id()).stream().noneMatch(model::isShown)) {
                root.getChildren().add(new Lazy(new Row(node, Optional.empty()), Set.of()));
                reach(node.id(), reached);
            }
        }
        // What only a circle leads to would be lost otherwise.
        for (DiagramNode node : model.diagram().diagram().nodes()) {
            if (!reached.contains(node.id())) {
                root.getChildren().add(new Lazy(new Row(node, Optional.empty()), Set.of()));
                reach(node.id(), reached);
            }
        }
        setRoot(root);
        open(root);
        selecting = false;
    }

    // Level by level, as many lines as one can read; a path is open as a whole.
    private static void open(TreeItem<Row> root) {
        java.util.ArrayDeque<TreeItem<Row>> waiting = new java.util.ArrayDeque<>(root.getChildren());
        int lines = waiting.size();
        while (!waiting.isEmpty()) {
            TreeItem<Row> item = waiting.removeFirst();
            if (item.isLeaf()) {
                continue;
            }
            lines += item.getChildren().size();
            if (lines > MAX_OPENED) {
                return;
            }
            item.setExpanded(true);
            waiting.addAll(item.getChildren());
        }
    }

    private void reach(String start, Set<String> reached) {
        java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String id = open.removeFirst();
            if (reached.add(id)) {
                model.index().outgoing(id).stream()
                        .filter(model::isShown)
                        .map(DiagramEdge::target)
                        .forEach(open::add);
            }
        }
    }

    private final class Lazy extends TreeItem<Row> {
        private final Set<String> above;
        private boolean made;

        Lazy(Row row, Set<String> above) {
            super(row);
            this.above = above;
        }

        @Override
        public boolean isLeaf() {
            String id = getValue().node().id();
            return above.contains(id) || model.index().outgoing(id).stream().noneMatch(model::isShown);
        }

        @Override
        public javafx.collections.ObservableList<TreeItem<Row>> getChildren() {
            if (!made) {
                made = true;
                super.getChildren().setAll(children());
            }
            return super.getChildren();
        }

        private List<TreeItem<Row>> children() {
            String id = getValue().node().id();
            if (above.contains(id)) {
                return List.of();
            }
            Set<String> here = new HashSet<>(above);
            here.add(id);
            return model.index().outgoing(id).stream()
                    .filter(model::isShown)
                    .flatMap(edge -> model.index().node(edge.target()).stream().map(node ->
                            (TreeItem<Row>) new Lazy(new Row(node, Optional.of(edge)), here)))
                    .toList();
        }
    }
}
