package dev.guise.ui.findings;

import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.MenuKeys;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.findings.FindingLine.Entry;
import dev.guise.ui.findings.FindingLine.Heading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// The findings as a table that can be grouped. What is read stays selected while the list around it changes.
final class FindingsTable {
    /// For the settings.
    static final TableDescription DESCRIPTION = new TableDescription(
            "findings",
            "Findings",
            List.of(
                    new TableDescription.Column("severity", "Severity"),
                    new TableDescription.Column("what", "Finding"),
                    new TableDescription.Column("who", "Subject"),
                    new TableDescription.Column("by", "Granted by"),
                    new TableDescription.Column("status", "Status")));

    private static final double SEVERITY_WIDTH = 92;
    private static final double STATUS_WIDTH = 104;
    private static final double INDENT = 18;
    private static final int SEEN_ABOVE = 3;
    private static final Set<KeyCode> MOVES =
            Set.of(KeyCode.UP, KeyCode.DOWN, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.HOME, KeyCode.END);

    private final FindingsModel model;
    private final FindingMenu menu;
    private final Consumer<Optional<FindingLine>> onRead;
    private final TreeTableView<FindingLine> table = new TreeTableView<>();
    private Optional<String> read = Optional.empty();
    private List<Object> filters = List.of();
    private double scale = 1;
    private boolean filling;

    /// @param onRead told of the line that is selected now, also when only the list around it changed
    FindingsTable(
            FindingsModel model, SettingsStore settings, FindingMenu menu, Consumer<Optional<FindingLine>> onRead) {
        this.model = model;
        this.menu = menu;
        this.onRead = onRead;
        table.setShowRoot(false);
        table.setRoot(new TreeItem<>());
        table.getStyleClass().addAll("finding-table", "one-line");
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setAccessibleText("Findings");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        addColumns();
        settings.settingsProperty().map(Settings::scale).subscribe(now -> {
            scale = now;
            limitColumns();
        });
        model.groupsProperty().subscribe(this::limitColumns);
        model.broughtBackProperty().subscribe(wanted -> entry(wanted).ifPresent(this::show));
        table.getVisibleLeafColumns().addListener((ListChangeListener<Object>) change -> table.refresh());
        table.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        table.setRowFactory(view -> row());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        table.addEventHandler(KeyEvent.KEY_RELEASED, this::released);
        table.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> menu.show(event, chosen(), table));
        ColumnKeeper.keep(DESCRIPTION, table, settings);
    }

    Node node() {
        return table;
    }

    void setPlaceholder(Node shown) {
        table.setPlaceholder(shown);
    }

    void focus() {
        table.requestFocus();
    }

    BooleanBinding isFilled() {
        return Bindings.isNotEmpty(table.getRoot().getChildren());
    }

    private void addColumns() {
        TreeTableColumn<FindingLine, FindingLine> severe = column("severity", 96, line -> "");
        severe.setCellFactory(column -> new FindingCell.OfSeverity());
        severe.setComparator(Comparator.comparing(FindingLine::severity));
        TreeTableColumn<FindingLine, FindingLine> who = column("who", 150, FindingLine::who);
        who.setCellFactory(column -> new FindingCell.OfWho());
        TreeTableColumn<FindingLine, FindingLine> status = column("status", 92, FindingLine::status);
        table.getColumns().add(severe);
        TreeTableColumn<FindingLine, FindingLine> what = column("what", 230, FindingLine::what);
        what.setCellFactory(column -> new FindingCell.OfWhat());
        table.getColumns().add(what);
        table.getColumns().add(who);
        table.getColumns().add(column("by", 180, FindingLine::by));
        table.getColumns().add(status);
        // Room for the arrows of a tree is taken where there is some; headings have arrows of their own.
        table.setTreeColumn(status);
    }

    private static TreeTableColumn<FindingLine, FindingLine> column(
            String id, double width, Function<FindingLine, String> text) {
        TreeTableColumn<FindingLine, FindingLine> column =
                new TreeTableColumn<>(DESCRIPTION.column(id).title());
        column.setId(id);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue()));
        column.setCellFactory(ignored -> new FindingCell.OfText(text));
        column.setComparator(Comparator.comparing(text));
        return column;
    }

    // A status is the exception: while none is shown its column leaves its room to the others.
    private void limitColumns() {
        double indent = model.groupingProperty().get() == Grouping.NONE ? 0 : INDENT;
        for (TreeTableColumn<FindingLine, ?> column : table.getColumns()) {
            switch (column.getId()) {
                case "severity" -> limit(column, SEVERITY_WIDTH * scale + indent);
                case "status" -> limit(column, model.hasStandings() ? STATUS_WIDTH * scale : 0);
                default -> {}
            }
        }
        // Otherwise the others give room only when the window is resized.
        table.getColumnResizePolicy().call(new TreeTableView.ResizeFeatures<>(table, null, 0.0));
    }

    private static void limit(TreeTableColumn<?, ?> column, double width) {
        column.setMinWidth(0);
        column.setMaxWidth(width);
        column.setMinWidth(width);
    }

    private TreeTableRow<FindingLine> row() {
        TreeTableRow<FindingLine> row = new FindingTableRow();
        row.setOnMouseClicked(event -> clicked(event, row));
        return row;
    }

    private void clicked(MouseEvent event, TreeTableRow<FindingLine> row) {
        if (event.getClickCount() == 2 && row.getItem() instanceof Entry(FindingRow chosen)) {
            model.openPath(chosen.finding());
        } else if (event.getClickCount() == 1 && row.getItem() instanceof Heading) {
            row.getTreeItem().setExpanded(!row.getTreeItem().isExpanded());
        } else if (event.getClickCount() == 1) {
            lookAt(row.getItem());
        }
    }

    // What a person goes to is looked at; what only gets selected because the list changed is not. While a key is held
    // down the lines pass by.
    private void released(KeyEvent event) {
        TreeItem<FindingLine> item = table.getSelectionModel().getSelectedItem();
        if (MOVES.contains(event.getCode()) && item != null) {
            lookAt(item.getValue());
        }
    }

    private void lookAt(@Nullable FindingLine line) {
        if (line instanceof Entry(FindingRow row)) {
            model.lookAt(row);
        }
    }

    private void follow(FindingLine line) {
        if (line instanceof Entry(FindingRow row)) {
            model.follow(row);
        }
    }

    private void pressed(KeyEvent event) {
        List<FindingRow> chosen = chosen();
        if (chosen.isEmpty()) {
            return;
        }
        if (MenuKeys.match(event)) {
            menu.show(chosen, table);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            model.openPath(chosen.getFirst().finding());
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            model.copy(chosen);
            event.consume();
        }
    }

    /// Every finding that is selected, by itself or by its heading.
    List<FindingRow> chosen() {
        List<FindingRow> rows = new ArrayList<>();
        for (TreeItem<FindingLine> item : List.copyOf(table.getSelectionModel().getSelectedItems())) {
            if (item != null && item.getValue() instanceof Entry(FindingRow row)) {
                rows.add(row);
            } else if (item != null && item.getValue() instanceof Heading(FindingGroup group)) {
                rows.addAll(group.rows());
            }
        }
        return rows.stream().distinct().toList();
    }

    /// Lists findings. The one that is read stays, wherever it stands now.
    void fill(List<FindingGroup> groups) {
        filling = true;
        int at = table.getSelectionModel().getSelectedIndex();
        table.getSelectionModel().clearSelection();
        table.getRoot()
                .getChildren()
                .setAll(groups.stream().flatMap(this::lines).toList());
        table.sort();
        filling = false;
        List<Object> before = filters;
        filters = model.filters();
        if (before.equals(filters)) {
            select(at);
        } else {
            selectFiltered();
        }
    }

    private Stream<TreeItem<FindingLine>> lines(FindingGroup group) {
        List<TreeItem<FindingLine>> entries = group.rows().stream()
                .map(row -> new TreeItem<FindingLine>(new Entry(row)))
                .toList();
        if (group.title().isEmpty()) {
            return entries.stream();
        }
        TreeItem<FindingLine> heading = new TreeItem<>(new Heading(group));
        heading.getChildren().setAll(entries);
        heading.setExpanded(true);
        heading.expandedProperty().subscribe((before, now) -> table.refresh());
        return Stream.of(heading);
    }

    // What was read is looked for again; where a filter hides it the list is read from its top.
    private void selectFiltered() {
        Optional<String> wanted = read;
        Optional<TreeItem<FindingLine>> same = entry(wanted);
        same.or(() -> entries().findFirst())
                .ifPresentOrElse(
                        item -> {
                            int at = table.getRow(item);
                            table.getSelectionModel().clearAndSelect(at);
                            table.scrollTo(same.isPresent() ? Math.max(0, at - SEEN_ABOVE) : 0);
                            tell(item);
                        },
                        () -> tell(null));
        read = wanted;
    }

    // Where it is no longer shown, the one that took its place, which is then looked at in its stead.
    private void select(int place) {
        boolean gone = read.isPresent() && entry(read).isEmpty();
        Optional<TreeItem<FindingLine>> wanted = entry(read)
                .or(() -> Optional.ofNullable(table.getTreeItem(Math.max(0, place))))
                .or(() -> entries().reduce((first, second) -> second));
        wanted.ifPresentOrElse(
                item -> {
                    int at = table.getRow(item);
                    table.getSelectionModel().clearAndSelect(at);
                    if (at != place) {
                        table.scrollTo(Math.max(0, at - SEEN_ABOVE));
                    }
                    tell(item);
                    if (gone) {
                        follow(item.getValue());
                    }
                },
                () -> tell(null));
    }

    // Also where its group is closed.
    private void show(TreeItem<FindingLine> item) {
        item.getParent().setExpanded(true);
        int at = table.getRow(item);
        table.getSelectionModel().clearAndSelect(at);
        table.scrollTo(Math.max(0, at - SEEN_ABOVE));
        tell(item);
        follow(item.getValue());
    }

    private Optional<TreeItem<FindingLine>> entry(Optional<String> fingerprint) {
        return entries()
                .filter(item -> item.getValue() instanceof Entry(FindingRow row)
                        && fingerprint.filter(row.fingerprint()::equals).isPresent())
                .findFirst();
    }

    private Stream<TreeItem<FindingLine>> entries() {
        return table.getRoot().getChildren().stream()
                .flatMap(item -> item.isLeaf() ? Stream.of(item) : item.getChildren().stream());
    }

    private void tell(@Nullable TreeItem<FindingLine> item) {
        if (filling) {
            return;
        }
        Optional<FindingLine> line = Optional.ofNullable(item).map(TreeItem::getValue);
        if (line.isPresent() && line.get() instanceof Entry(FindingRow row)) {
            read = Optional.of(row.fingerprint());
        }
        onRead.accept(line);
    }
}
