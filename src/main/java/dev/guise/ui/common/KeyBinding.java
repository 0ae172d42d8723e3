package dev.guise.ui.common;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Every key the window knows. A binding is either a combination such as `Shortcut+K` (Ctrl, or Command on a Mac) or a
/// typed character such as `/`, which holds on any keyboard layout and is left alone while a person types.
public enum KeyBinding {
    PALETTE("Shortcut+K", "Search and run"),
    FILTER('/', "Filter identities"),
    KEYS('?', "Show keys"),
    ESCAPE("Esc", "Back"),
    BACK("Alt+Left", "Go back"),
    FORWARD("Alt+Right", "Go forward"),
    NEXT_PANE("F6", "Next pane"),
    PREVIOUS_PANE("Shift+F6", "Previous pane"),
    OPEN_FILES("Shortcut+O", "Open files"),
    OPEN_FOLDER("Shortcut+Shift+O", "Open folder"),
    SAVE_SNAPSHOT("Shortcut+S", "Save snapshot"),
    CLOSE("Shortcut+W", "Close cluster"),
    QUIT("Shortcut+Q", "Quit"),
    REFRESH("F5", "Read again"),
    SETTINGS("Shortcut+Comma", "Settings"),
    FIND("Shortcut+F", "Find in view"),
    TEXT_LARGER("Shortcut+Equals", "Larger text"),
    TEXT_SMALLER("Shortcut+Minus", "Smaller text"),
    TEXT_USUAL("Shortcut+0", "Usual text size"),
    TOGGLE_IDENTITIES("Shortcut+B", "Show identities"),
    TOGGLE_INSPECTOR("Shortcut+I", "Show inspector"),
    TOGGLE_DARK("Shortcut+Shift+L", "Light or dark"),
    TAB_1("Shortcut+1", "First tab"),
    TAB_2("Shortcut+2", "Second tab"),
    TAB_3("Shortcut+3", "Third tab"),
    TAB_4("Shortcut+4", "Fourth tab"),
    TAB_5("Shortcut+5", "Fifth tab"),
    TAB_6("Shortcut+6", "Sixth tab"),
    TAB_7("Shortcut+7", "Seventh tab"),
    TAB_8("Shortcut+8", "Eighth tab"),
    GRAPH_FIT('f', "Fit the graph"),
    GRAPH_ZOOM_IN('+', "Zoom in"),
    GRAPH_ZOOM_OUT('-', "Zoom out"),
    GRAPH_LIST('l', "Graph as a list");

    private final String key;
    private final boolean typed;
    private final String purpose;

    KeyBinding(String combination, String purpose) {
        this.key = combination;
        this.typed = false;
        this.purpose = purpose;
    }

    KeyBinding(char character, String purpose) {
        this.key = String.valueOf(character);
        this.typed = true;
        this.purpose = purpose;
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
