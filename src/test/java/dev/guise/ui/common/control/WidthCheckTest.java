package dev.guise.ui.common.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.FxThread;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;

class WidthCheckTest {
    @Test
    void largerTextNeedsAWiderLine() throws Exception {
        FxThread.run(() -> {
            Pane line = new Pane();
            line.resize(500, 20);
            Label text = new Label("From here");
            text.setFont(Font.font(12));
            BooleanBinding small = WidthCheck.isShort(line, text, 40);
            assertFalse(small.get());
            text.setFont(Font.font(24));
            assertTrue(small.get());
            line.resize(1000, 20);
            assertFalse(small.get());
        });
    }
}
