package dev.guise.ui;

import dev.guise.ui.common.settings.Settings.WindowSize;
import dev.guise.ui.common.settings.SettingsStore;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// How large the window is: as it was left, else as large as usual. Where that is about the screen's size, it fills the
/// screen, for a title bar that is out of sight cannot be used.
final class WindowPlace {
    private static final WindowSize USUAL = new WindowSize(1440, 900, false);
    /// What title bar and borders take.
    private static final double BORDER = 48;

    private WindowPlace() {}

    /// Gives the window its size, and keeps what the person makes of it when it is closed.
    static void follow(Stage stage, SettingsStore settings) {
        WindowSize wanted = settings.get().window().orElse(USUAL);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        WindowSize size = fitting(wanted, screen.getWidth(), screen.getHeight());
        stage.setWidth(size.width());
        stage.setHeight(size.height());
        stage.setMaximized(size.maximised());
        stage.setOnHiding(event -> settings.update(now -> now.withWindow(
                stage.isMaximized()
                        ? new WindowSize(size.width(), size.height(), true)
                        : new WindowSize(stage.getWidth(), stage.getHeight(), false))));
    }

    /// The size on a screen of that size.
    static WindowSize fitting(WindowSize wanted, double width, double height) {
        boolean fills = wanted.width() + BORDER > width || wanted.height() + BORDER > height;
        return new WindowSize(
                Math.min(wanted.width(), width - BORDER),
                Math.min(wanted.height(), height - BORDER),
                wanted.maximised() || fills);
    }
}
