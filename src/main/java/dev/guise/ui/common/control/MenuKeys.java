package dev.guise.ui.common.control;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys for the menu of what has the focus. Not on every system does JavaFX itself ask for a menu at them.
public final class MenuKeys {
    private MenuKeys() {}

    /// Whether a key that was pressed asks for the menu.
    public static boolean match(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
    }
}
