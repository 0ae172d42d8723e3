package dev.guise.ui;

import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Columns;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
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
/// that needs of classes and compiled code is then there when the first view is shown, which would else hold the window
/// at once. On the JavaFX thread all the same, a little at a pulse: a theme that is changed meanwhile is not to be mixed
/// with the styles of another thread.
final class WarmUp {
    private static final int ROWS = 30;
    private static final int TIMES = 3;

    private WarmUp() {}

    /// What is to be done, one at a pulse; each takes some tens of milliseconds when it is done first.
    static List<Runnable> steps(String stylesheet) {
        List<Supplier<Node>> parts = List.of(
                WarmUp::bar, WarmUp::identities, WarmUp::form, WarmUp::inspector, WarmUp::table, WarmUp::tree, WarmUp::panes);
        return Collections.nCopies(TIMES, parts).stream()
                .flatMap(List::stream)
                .<Runnable>map(part -> () -> style(part.get(), stylesheet))
                .toList();
    }

    private static void style(Node part, String stylesheet) {
        Scene scene = new Scene(new BorderPane(part), 640, 480);
        scene.getStylesheets().add(stylesheet);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private static Node bar() {
        FlowPane bar = new FlowPane(
                8, 8, new MenuButton("Choose"), new Button("Do", Buttons.icon(Feather.SEARCH)), new ToggleButton("On"), new ProgressBar());
        bar.getStyleClass().add("view-header");
        return bar;
    }

    private static Node panes() {
        Tab tab = new Tab("Tab", Labels.plain("content"));
        tab.setGraphic(Buttons.icon(Feather.LAYOUT));
        TabPane tabs = new TabPane(tab);
        tabs.getStyleClass().add("workspace");
        SplitPane split = new SplitPane(tabs, Labels.plain("beside"));
        split.getStyleClass().add("frame-split");
        return split;
    }

    private static Node tree() {
        return new TreeTableView<>();
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
