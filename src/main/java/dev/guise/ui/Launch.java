package dev.guise.ui;

import dev.guise.ui.common.settings.SettingsStore;
import javafx.application.Application;

/// Opens the window.
public final class Launch {
    private Launch() {}

    /// Opens the window and returns when it is closed.
    ///
    /// @param files manifests, dumps or snapshots to open at once; none for the start page
    public static void run(String[] files) {
        Thread.ofPlatform().name("preload").daemon().start(SettingsStore::preload);
        Application.launch(ReviewApplication.class, files);
    }
}
