package dev.guise.ui.common.command;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Every key the window knows. A binding is either a combination such as `Shortcut+K` (Ctrl, or Command on a Mac) or a
/// typed character such as `/`, which holds on any keyboard layout and is left alone while a person types.
public enum KeyBinding {
    PALETTE("Shortcut+K", Group.GO, "Search and run"),
    FILTER('/', Group.GO, "Filter identities"),
    KEYS('?', Group.HELP, "Show keys"),
    ESCAPE("Esc", Group.GO, "Close, clear, leave a field"),
    BACK("Alt+Left", Group.GO, "Go back"),
    FORWARD("Alt+Right", Group.GO, "Go forward"),
    NEXT_PANE("F6", Group.GO, "Next pane"),
    PREVIOUS_PANE("Shift+F6", Group.GO, "Previous pane"),
    OPEN_FILES("Shortcut+O", Group.FILE, "Open files"),
    OPEN_FOLDER("Shortcut+Shift+O", Group.FILE, "Open folder"),
    SAVE_SNAPSHOT("Shortcut+S", Group.FILE, "Save snapshot"),
    CLOSE("Shortcut+W", Group.FILE, "Close cluster"),
    QUIT("Shortcut+Q", Group.FILE, "Quit"),
    REFRESH("F5", Group.FILE, "Read again"),
    SETTINGS("Shortcut+Comma", Group.HELP, "Settings"),
    FIND("Shortcut+F", Group.GO, "Find in view"),
    UNDO("Shortcut+Z", Group.GO, "Undo in a text, or the last decision"),
    TEXT_LARGER("Shortcut+Equals", Group.VIEW, "Larger text"),
    TEXT_SMALLER("Shortcut+Minus", Group.VIEW, "Smaller text"),
    TEXT_USUAL("Shortcut+0", Group.VIEW, "Usual text size"),
    TOGGLE_IDENTITIES("Shortcut+B", Group.VIEW, "Show identities"),
    TOGGLE_INSPECTOR("Shortcut+I", Group.VIEW, "Show inspector"),
    TOGGLE_DARK("Shortcut+Shift+L", Group.VIEW, "Light or dark"),
    TAB_1("Shortcut+1", Group.TABS, "Graph"),
    TAB_2("Shortcut+2", Group.TABS, "Paths"),
    TAB_3("Shortcut+3", Group.TABS, "Findings"),
    TAB_4("Shortcut+4", Group.TABS, "Access"),
    TAB_5("Shortcut+5", Group.TABS, "Simulate"),
    TAB_6("Shortcut+6", Group.TABS, "Drafts"),
    TAB_7("Shortcut+7", Group.TABS, "Compare"),
    GRAPH_FIT('f', Group.GRAPH, "Fit the graph"),
    GRAPH_ZOOM_IN('+', Group.GRAPH, "Zoom in"),
    GRAPH_ZOOM_OUT('-', Group.GRAPH, "Zoom out"),
    GRAPH_LIST('l', Group.GRAPH, "Graph as a list");

    /// What keys have in common, in the order in which they are told.
    public enum Group {
        GO("Get around"),
        FILE("Clusters and files"),
        VIEW("Look"),
        TABS("Tabs"),
        GRAPH("In a graph"),
        HELP("Program");

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
    private final String purpose;

    KeyBinding(String combination, Group group, String purpose) {
        this.key = combination;
        this.typed = false;
        this.group = group;
        this.purpose = purpose;
    }

    KeyBinding(char character, Group group, String purpose) {
        this.key = String.valueOf(character);
        this.typed = true;
        this.group = group;
        this.purpose = purpose;
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

    /// What it is for, as a person reads it.
    public String purpose() {
        return purpose;
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
