package dev.guise.ui;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The menu bar: which commands stand in which menu. What cannot be done where it is made is left out.
final class WindowMenus {

    /// A menu, its commands in groups between which there is a line.
    private record Entry(String title, List<List<CommandId>> groups) {}

    private static final List<Entry> MENUS = List.of(
            new Entry(
                    "File",
                    List.of(
                            List.of(CommandId.WINDOW_OPEN_FILES, CommandId.WINDOW_OPEN_FOLDER, CommandId.WINDOW_DEMO),
                            List.of(CommandId.WINDOW_REFRESH, CommandId.WINDOW_CLOSE),
                            List.of(CommandId.CLUSTER_SAVE, CommandId.FINDINGS_REPORT),
                            List.of(CommandId.WINDOW_SETTINGS),
                            List.of(CommandId.WINDOW_QUIT))),
            new Entry(
                    "Go",
                    List.of(
                            List.of(CommandId.FRAME_BACK, CommandId.FRAME_FORWARD),
                            List.of(CommandId.WINDOW_PALETTE, CommandId.FRAME_FILTER, CommandId.FRAME_FIND),
                            List.of(CommandId.TAB),
                            List.of(CommandId.FRAME_NEXT_PANE, CommandId.FRAME_PREVIOUS_PANE))),
            new Entry(
                    "View",
                    List.of(
                            List.of(CommandId.FRAME_IDENTITIES, CommandId.FRAME_INSPECTOR),
                            List.of(CommandId.WINDOW_DARK, CommandId.WINDOW_AS_SYSTEM),
                            List.of(CommandId.WINDOW_LARGER, CommandId.WINDOW_SMALLER, CommandId.WINDOW_USUAL))),
            new Entry("Help", List.of(List.of(CommandId.WINDOW_KEYS))));

    private WindowMenus() {}

    /// The menu bar of what can be done now.
    static MenuBar of(List<Command> commands) {
        MenuBar bar = new MenuBar();
        MENUS.forEach(menu -> bar.getMenus().add(menu(menu, commands)));
        return bar;
    }

    private static Menu menu(Entry entry, List<Command> commands) {
        Menu menu = new Menu(entry.title());
        for (List<CommandId> group : entry.groups()) {
            List<MenuItem> items =
                    group.stream().flatMap(kind -> items(kind, commands)).toList();
            if (!items.isEmpty() && !menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            menu.getItems().addAll(items);
        }
        return menu;
    }

    private static Stream<MenuItem> items(CommandId kind, List<Command> commands) {
        return commands.stream().filter(command -> command.kind() == kind).map(Buttons::menuItem);
    }
}
