package dev.guise.ui.common.control;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/// How much room there is for text, whatever its size: with large text a wide window has little.
public final class WidthCheck {
    private WidthCheck() {}

    /// Whether a line has too little room.
    ///
    /// @param text some text of the line
    /// @param ems  the width that is needed, in heights of that text
    public static BooleanBinding isShort(Region line, Labeled text, double ems) {
        return Bindings.createBooleanBinding(
                () -> line.getWidth() > 0
                        && line.getWidth() < ems * text.getFont().getSize(),
                line.widthProperty(),
                text.fontProperty());
    }
}
