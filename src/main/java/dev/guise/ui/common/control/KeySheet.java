package dev.guise.ui.common.control;

import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.command.KeyBinding.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;

/// Every key by group, over the middle of a window. Esc, its own key and a click elsewhere close it.
public final class KeySheet {
    private static final List<List<Group>> COLUMNS =
            List.of(List.of(Group.GO, Group.HELP), List.of(Group.FILE, Group.TABS), List.of(Group.VIEW, Group.GRAPH));

    private static final double KEYS_WIDTH = 84;

    private final Popup popup = new Popup();

    /// @param tabs titles of the tabs, in their order
    public KeySheet(List<String> tabs) {
        HBox columns = new HBox(32);
        for (List<Group> groups : COLUMNS) {
            VBox column = new VBox(16);
            groups.forEach(group -> column.getChildren().add(group(group, tabs)));
            columns.getChildren().add(column);
        }
        VBox box = new VBox(16, Labels.heading("Keyboard shortcuts"), columns, foot());
        box.getStyleClass().addAll("palette", "key-sheet");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        popup.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (KeyBinding.KEYS.matches(event)) {
                popup.hide();
                event.consume();
            }
        });
    }

    private static Node foot() {
        String version = KeySheet.class.getPackage().getImplementationVersion();
        return Labels.muted(
                "In a graph, the arrow keys follow the edges and Enter opens a node. In lists, Enter selects. Guise "
                        + (version == null ? "from source" : version) + ", Apache License 2.0.");
    }

    private static Node group(Group group, List<String> tabs) {
        GridPane grid = new GridPane(12, 5);
        // Groups stand below each other: what the keys do begins at the same place in all of them.
        grid.getColumnConstraints()
                .add(new ColumnConstraints(KEYS_WIDTH, Region.USE_COMPUTED_SIZE, Region.USE_COMPUTED_SIZE));
        int row = 0;
        for (KeyBinding key : KeyBinding.values()) {
            Optional<String> purpose = key.group() == group ? purpose(key, tabs) : Optional.empty();
            if (purpose.isPresent()) {
                Label cap = Labels.plain(key.display());
                cap.getStyleClass().add("key-cap");
                cap.setMinWidth(Region.USE_PREF_SIZE);
                Label text = Labels.plain(purpose.get());
                text.setMinWidth(Region.USE_PREF_SIZE);
                grid.addRow(row++, cap, text);
            }
        }
        return new VBox(6, Labels.caption(group.title()), grid);
    }

    // Of a key that is no command's only this is known; one of a tab that is not there has no purpose.
    private static Optional<String> purpose(KeyBinding key, List<String> tabs) {
        if (key == KeyBinding.ESCAPE) {
            return Optional.of("Close, clear or leave a field");
        }
        if (key.group() == Group.TABS) {
            return IntStream.range(0, tabs.size())
                    .filter(tab -> KeyBinding.tab(tab).equals(Optional.of(key)))
                    .mapToObj(tabs::get)
                    .findFirst();
        }
        return Arrays.stream(CommandId.values())
                .filter(command -> command.key().equals(Optional.of(key)))
                .map(command -> command.text().replace("…", ""))
                .findFirst();
    }

    /// Whether it is shown.
    public boolean isShowing() {
        return popup.isShowing();
    }

    /// Shows it over a window, or hides it.
    public void toggle(Window window) {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        popup.show(window);
        popup.setX(window.getX() + Math.max(0, (window.getWidth() - popup.getWidth()) / 2));
        popup.setY(window.getY() + Math.max(0, (window.getHeight() - popup.getHeight()) / 2));
    }
}
