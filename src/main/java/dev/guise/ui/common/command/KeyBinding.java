package dev.guise.ui.common.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Every key the window knows. A binding is either a combination such as `Shortcut+K` (Ctrl, or Command on a Mac) or a
/// typed character such as `/`, which holds on any keyboard layout and is left alone while a person types.
public enum KeyBinding {
    PALETTE("Shortcut+K", Group.GO),
    FILTER('/', Group.GO),
    KEYS('?', Group.HELP),
    ESCAPE("Esc", Group.GO),
    BACK("Alt+Left", Group.GO),
    FORWARD("Alt+Right", Group.GO),
    NEXT_PANE("F6", Group.GO),
    PREVIOUS_PANE("Shift+F6", Group.GO),
    OPEN_FILES("Shortcut+O", Group.FILE),
    OPEN_FOLDER("Shortcut+Shift+O", Group.FILE),
    SAVE_SNAPSHOT("Shortcut+S", Group.FILE),
    CLOSE("Shortcut+W", Group.FILE),
    QUIT("Shortcut+Q", Group.FILE),
    REFRESH("F5", Group.FILE),
    SETTINGS("Shortcut+Comma", Group.HELP),
    FIND("Shortcut+F", Group.GO),
    UNDO("Shortcut+Z", Group.GO),
    TEXT_LARGER("Shortcut+Equals", Group.VIEW),
    TEXT_SMALLER("Shortcut+Minus", Group.VIEW),
    TEXT_USUAL("Shortcut+0", Group.VIEW),
    TOGGLE_IDENTITIES("Shortcut+B", Group.VIEW),
    TOGGLE_INSPECTOR("Shortcut+I", Group.VIEW),
    TOGGLE_DARK("Shortcut+Shift+L", Group.VIEW),
    TAB_1("Shortcut+1", Group.TABS),
    TAB_2("Shortcut+2", Group.TABS),
    TAB_3("Shortcut+3", Group.TABS),
    TAB_4("Shortcut+4", Group.TABS),
    TAB_5("Shortcut+5", Group.TABS),
    TAB_6("Shortcut+6", Group.TABS),
    TAB_7("Shortcut+7", Group.TABS),
    TAB_8("Shortcut+8", Group.TABS),
    TAB_9("Shortcut+9", Group.TABS),
    GRAPH_FIT('f', Group.GRAPH),
    GRAPH_ZOOM_IN('+', Group.GRAPH),
    GRAPH_ZOOM_OUT('-', Group.GRAPH),
    GRAPH_LIST('l', Group.GRAPH);

    /// What keys have in common, in the order in which they are told.
    public enum Group {
        GO("Navigation"),
        FILE("Clusters and files"),
        VIEW("View"),
        TABS("Tabs"),
        GRAPH("Graph"),
        HELP("General");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /// As a heading.
        public String title() {
            return title;
        }
    }

    private final String key;
    private final boolean typed;
    private final Group group;

    KeyBinding(String combination, Group group) {
        this.key = combination;
        this.typed = false;
        this.group = group;
    }

    KeyBinding(char character, Group group) {
        this.key = String.valueOf(character);
        this.typed = true;
        this.group = group;
    }

    /// With which other keys it is told.
    public Group group() {
        return group;
    }

    /// The combination, unless it is a typed character.
    public Optional<KeyCombination> combination() {
        return typed ? Optional.empty() : Optional.of(KeyCombination.valueOf(key));
    }

    /// Whether it is a typed character, which is left alone while a person types.
    public boolean isTyped() {
        return typed;
    }

    /// Whether it holds wherever the focus is; letters of a graph are for that graph only.
    public boolean isWindowWide() {
        return group != Group.GRAPH;
    }

    /// The key of a tab; the first nine have one.
    ///
    /// @param index from 0
    public static Optional<KeyBinding> tab(int index) {
        return Arrays.stream(values())
                .filter(key -> key.group == Group.TABS)
                .skip(index)
                .findFirst();
    }

    /// Whether the event is this key: a pressed one for a combination, a typed one for a character.
    public boolean matches(KeyEvent event) {
        if (!typed) {
            return event.getEventType() == KeyEvent.KEY_PRESSED
                    && KeyCombination.valueOf(key).match(event);
        }
        return event.getEventType() == KeyEvent.KEY_TYPED
                && !event.isShortcutDown()
                && !event.isAltDown()
                && event.getCharacter().equalsIgnoreCase(key);
    }

    /// How it is shown: `Ctrl+K`, `/`.
    public String display() {
        return typed
                ? key.toUpperCase(Locale.ROOT)
                : KeyCombination.valueOf(key).getDisplayText();
    }
}
