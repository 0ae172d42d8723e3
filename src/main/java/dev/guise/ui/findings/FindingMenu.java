package dev.guise.ui.findings;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.control.Buttons;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import org.kordamp.ikonli.feather.Feather;

/// The menu on the lines of the list: by the mouse where it points, by the key below the line that is selected.
final class FindingMenu {
    private static final double INSET = 24;

    private final FindingCommands commands;
    private final ContextMenu menu = new ContextMenu();

    FindingMenu(FindingCommands commands) {
        this.commands = commands;
    }

    /// Where the pointer is.
    ///
    /// @param rows every finding that is meant
    void show(ContextMenuEvent event, List<FindingRow> rows, Node list) {
        Node line = line(list);
        if (fill(rows, line)) {
            menu.show(list, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }

    /// Below the line that is selected.
    ///
    /// @param rows every finding that is meant
    void show(List<FindingRow> rows, Node list) {
        Node line = line(list);
        Bounds place = line.localToScreen(line.getBoundsInLocal());
        if (fill(rows, line)) {
            menu.show(list, place.getMinX() + INSET, place.getMaxY());
        }
    }

    private static Node line(Node list) {
        return list.lookupAll(".tree-table-row-cell:selected").stream()
                .findFirst()
                .orElse(list);
    }

    private boolean fill(List<FindingRow> rows, Node line) {
        menu.getItems().clear();
        if (rows.isEmpty()) {
            return false;
        }
        if (rows.size() == 1) {
            add(commands.going(rows.getFirst()));
            menu.getItems().add(new SeparatorMenuItem());
        }
        add(commands.deciding(rows, () -> line));
        if (rows.size() == 1) {
            addSubject(rows.getFirst());
        }
        return true;
    }

    private void add(List<Command> lines) {
        lines.stream().map(Buttons::menuItem).forEach(menu.getItems()::add);
    }

    private void addSubject(FindingRow row) {
        List<MenuItem> items =
                commands.withSubject(row).stream().map(Buttons::menuItem).toList();
        if (!items.isEmpty()) {
            Menu about = new Menu(row.who(), Buttons.icon(Feather.USER));
            about.setMnemonicParsing(false);
            about.getItems().setAll(items);
            menu.getItems().addAll(new SeparatorMenuItem(), about);
        }
    }
}
