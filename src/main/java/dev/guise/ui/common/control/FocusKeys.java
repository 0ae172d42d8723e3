package dev.guise.ui.common.control;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Keys that move the focus.
public final class FocusKeys {
    private FocusKeys() {}

    /// Tab leaves an area of text instead of being written into it.
    public static void leaveByTab(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                area.fireEvent(new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        KeyCode.TAB,
                        event.isShiftDown(),
                        true,
                        event.isAltDown(),
                        false));
                event.consume();
            }
        });
    }
}
