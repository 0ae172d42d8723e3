package dev.guise.ui.graph;

import dev.guise.ui.common.ColumnKeeper;
import dev.guise.ui.common.SettingsStore;
import dev.guise.ui.common.TableDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;

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
    private static final int MOST_OPENED = 60;

    private final DiagramModel model;
    private boolean selecting;

    public DiagramTree(DiagramModel model, SettingsStore settings) {
        this.model = model;
        setShowRoot(false);
        setPlaceholder(new Label("Nothing to list"));
        setAccessibleText("Diagram as a list");
        setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns().add(column("name", 260, row -> row.node().title()));
        getColumns().add(column("via", 200, DiagramTree::via));
        getColumns().add(column("about", 200, DiagramTree::about));
        getColumns().add(column("note", 160, DiagramTree::note));
        ColumnKeeper.keep(TABLE, this, settings);
        model.diagramProperty().subscribe(this::build);
        model.hiddenKindsProperty().subscribe(this::build);
        getSelectionModel().selectedItemProperty().subscribe(this::selected);
    }

    private static TreeTableColumn<Row, String> column(String id, double width, Function<Row, String> text) {
        TreeTableColumn<Row, String> column = new TreeTableColumn<>(TABLE.column(id).title());
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
        String note = row.via().map(DiagramEdge::note).filter(text -> !text.isEmpty()).orElse(row.node().tooltip());
        return note.contains("\"" + row.node().title() + "\"") && note.length() < row.node().title().length() + 24 ? "" : note;
    }

    private static String about(Row row) {
        String marks = row.node().marks().stream().sorted().map(Mark::text).collect(Collectors.joining(", "));
        return java.util.stream.Stream.of(row.node().kind().text(), row.node().subtitle(), marks)
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
            if (lines > MOST_OPENED) {
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
                    .flatMap(edge -> model.index().node(edge.target()).stream()
                            .map(node -> (TreeItem<Row>) new Lazy(new Row(node, Optional.of(edge)), here)))
                    .toList();
        }
    }
}
