package dev.guise.ui;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.dialog.StatePane;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.controlsfx.control.MasterDetailPane;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Makes, styles and lays out the kinds of controls that the views are made of, in a scene that is in no window. What
/// that needs of classes and compiled code is then there when the first view is shown, which would else hold the window
/// at once. On the JavaFX thread all the same, a little at a pulse: a theme that is changed meanwhile is not to be
/// mixed with the styles of another thread.
final class WarmUp {
    /// How many rows there are each time: few while the code runs for the first time.
    private static final List<Integer> TIMES = List.of(1, 4, 8, 12, 12, 12, 12);

    private WarmUp() {}

    /// What is to be done, one at a pulse; each takes some tens of milliseconds when it is done first.
    static List<Runnable> steps(String stylesheet) {
        List<IntFunction<Node>> parts = List.of(
                WarmUp::bar,
                WarmUp::choices,
                WarmUp::identities,
                WarmUp::form,
                WarmUp::inspector,
                WarmUp::table,
                WarmUp::tree,
                WarmUp::panes,
                WarmUp::code);
        return TIMES.stream()
                .flatMap(rows -> parts.stream().<Runnable>map(part -> () -> style(part.apply(rows), stylesheet)))
                .toList();
    }

    private static void style(Node part, String stylesheet) {
        Scene scene = new Scene(new BorderPane(part), 640, 480);
        scene.getStylesheets().add(stylesheet);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private static Node bar(int rows) {
        FlowPane bar = new FlowPane(
                8,
                8,
                new MenuButton("Choose"),
                new Button("Do", Buttons.icon(Feather.SEARCH)),
                new ToggleButton("On"),
                new ProgressBar());
        bar.getStyleClass().add("view-header");
        return bar;
    }

    private static Node choices(int rows) {
        ComboBox<String> one = new ComboBox<>(FXCollections.observableArrayList(rows(rows)));
        ComboBox<String> found = new SearchableComboBox<>(FXCollections.observableArrayList(rows(rows)));
        one.getSelectionModel().selectFirst();
        found.getSelectionModel().selectFirst();
        return new FlowPane(8, 8, one, found, new CheckBox("Expected"));
    }

    private static Node panes(int rows) {
        Tab tab = new Tab("Tab", Labels.plain("content"));
        tab.setGraphic(Buttons.icon(Feather.LAYOUT));
        TabPane tabs = new TabPane(tab);
        tabs.getStyleClass().add("workspace");
        Node detail = new MasterDetailPane(Side.BOTTOM, Labels.plain("list"), Labels.plain("detail"), true);
        SplitPane split = new SplitPane(tabs, detail);
        split.getStyleClass().add("frame-split");
        return split;
    }

    private static Node code(int rows) {
        CodeArea code = new CodeArea();
        code.setText(String.join("\n", rows(rows)));
        return code;
    }

    private static List<String> rows(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> "row " + i).toList();
    }

    private static Node tree(int rows) {
        TreeTableView<String> tree = new TreeTableView<>(new TreeItem<>("root"));
        tree.setShowRoot(false);
        tree.getStyleClass().addAll("finding-table", "one-line");
        rows(rows).forEach(row -> tree.getRoot().getChildren().add(new TreeItem<>(row)));
        for (String title : List.of("Severity", "What", "Who", "By")) {
            TreeTableColumn<String, String> column = new TreeTableColumn<>(title);
            column.setCellValueFactory(
                    cell -> new ReadOnlyStringWrapper(cell.getValue().getValue()));
            column.setCellFactory(any -> new TreeCell());
            tree.getColumns().add(column);
        }
        return tree;
    }

    private static Node table(int rows) {
        TableView<String> table = new TableView<>(FXCollections.observableArrayList(rows(rows)));
        table.getStyleClass().add("one-line");
        for (String column : List.of("Severity", "What", "Who", "By", "Status")) {
            table.getColumns().add(Columns.text(column, 120, row -> row));
        }
        return table;
    }

    private static Node form(int rows) {
        GridPane grid = new GridPane(8, 8);
        grid.addRow(0, Labels.plain("Verb"), new TextField("get"), Labels.code("rule"), Labels.caption("More"));
        grid.addRow(1, Labels.muted("Note"), new TextArea());
        return new VBox(8, Labels.heading("Form"), grid, StatePane.empty(Feather.LAYOUT, "Nothing", "Nothing here."));
    }

    private static Node identities(int rows) {
        ListView<String> list = new ListView<>(FXCollections.observableArrayList(rows(rows)));
        list.getStyleClass().add("identity-list");
        list.setCellFactory(view -> new Cell());
        return list;
    }

    private static Node inspector(int rows) {
        VBox body = new VBox();
        body.getStyleClass().add("inspector-body");
        rows(rows).forEach(name -> {
            Button link =
                    new Button("", new HBox(8, Buttons.icon(Feather.SHIELD), Labels.plain(name), Labels.muted("note")));
            link.getStyleClass().add("inspector-link");
            link.setTooltip(new Tooltip(name));
            body.getChildren().add(link);
        });
        return new ScrollPane(body);
    }

    private static final class TreeCell extends TreeTableCell<String, String> {
        private final Label chip = Labels.plain("high");

        TreeCell() {
            chip.getStyleClass().addAll("chip", "danger");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(item);
            setGraphic(empty ? null : chip);
        }
    }

    private static final class Cell extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty ? null : row(String.valueOf(item)));
        }

        private static Node row(String name) {
            HBox row = new HBox(Buttons.icon(Feather.USER), Labels.plain(name), Labels.plain("cluster"));
            row.getStyleClass().add("identity-row");
            return row;
        }
    }
}
