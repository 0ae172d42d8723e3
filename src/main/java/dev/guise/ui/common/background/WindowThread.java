package dev.guise.ui.common.background;

import javafx.application.Platform;

/// The one way to the JavaFX thread, besides the results of a [Background]'s jobs.
public final class WindowThread {
    private WindowThread() {}

    /// Runs something on the JavaFX thread, after the event that is being handled. May be called on any thread.
    public static void later(Runnable action) {
        Platform.runLater(action);
    }
}
