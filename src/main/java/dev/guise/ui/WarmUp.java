package dev.guise.ui;

import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Columns;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
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
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Makes, styles and lays out the kinds of controls that the views are made of, in a scene that is in no window. What
/// that needs of classes and compiled code is then there when the first view is shown, which would else hold the window.
/// A scene graph that is in no window may be used on any thread ([Node]), so this is done beside the JavaFX thread.
final class WarmUp {
    private static final int ROWS = 30;
    private static final int TIMES = 4;

    private WarmUp() {}

    /// Costs half a second of a thread at a slow machine's start.
    static void controls(String stylesheet) {
        for (int i = 0; i < TIMES; i++) {
            Scene scene = new Scene(everything(), 1280, 800);
            scene.getStylesheets().add(stylesheet);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    private static BorderPane everything() {
        TabPane tabs = new TabPane(tab("Table", table()), tab("Form", form()), tab("Tree", new TreeTableView<>()));
        tabs.getStyleClass().add("workspace");
        SplitPane split = new SplitPane(identities(), tabs, inspector());
        split.getStyleClass().add("frame-split");
        FlowPane bar = new FlowPane(
                8, 8, new MenuButton("Choose"), new Button("Do", Buttons.icon(Feather.SEARCH)), new ToggleButton("On"), new ProgressBar());
        bar.getStyleClass().add("view-header");
        return new BorderPane(split, bar, null, null, null);
    }

    private static Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setGraphic(Buttons.icon(Feather.LAYOUT));
        return tab;
    }

    private static List<String> rows() {
        return IntStream.range(0, ROWS).mapToObj(i -> "row " + i).toList();
    }

    private static Node table() {
        TableView<String> table = new TableView<>(FXCollections.observableArrayList(rows()));
        table.setFixedCellSize(ROWS);
        for (String column : List.of("Severity", "What", "Who", "By", "Status")) {
            table.getColumns().add(Columns.text(column, 120, row -> row));
        }
        return table;
    }

    private static Node form() {
        GridPane grid = new GridPane(8, 8);
        grid.addRow(0, Labels.plain("Verb"), new TextField("get"), new ComboBox<String>(), new CheckBox("Expected"));
        grid.addRow(1, Labels.muted("Note"), new TextArea(), Labels.code("rule"), Labels.caption("More"));
        return new VBox(8, Labels.heading("Form"), grid, StatePane.empty(Feather.LAYOUT, "Nothing", "Nothing here."));
    }

    private static Node identities() {
        ListView<String> list = new ListView<>(FXCollections.observableArrayList(rows()));
        list.getStyleClass().add("identity-list");
        list.setCellFactory(view -> new Cell());
        return list;
    }

    private static Node inspector() {
        VBox body = new VBox();
        body.getStyleClass().add("inspector-body");
        Collections.nCopies(ROWS, "name").forEach(name -> {
            Button link = new Button("", new HBox(8, Buttons.icon(Feather.SHIELD), Labels.plain(name), Labels.muted("note")));
            link.getStyleClass().add("inspector-link");
            body.getChildren().add(link);
        });
        return new ScrollPane(body);
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
