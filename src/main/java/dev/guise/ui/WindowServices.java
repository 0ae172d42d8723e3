package dev.guise.ui;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.DiagramLayout;
import javafx.beans.value.ObservableValue;

/// What the window lends to the views plugged into it.
///
/// @param environment what the process was given
/// @param background  work off the window's thread
/// @param dialogs     questions to the person
/// @param settings    what the person chose
/// @param dark        whether it is dark now
/// @param fonts       of diagrams
/// @param layout      of diagrams, shared so that layouts are kept
public record WindowServices(
        Environment environment,
        Background background,
        Dialogs dialogs,
        SettingsStore settings,
        ObservableValue<Boolean> dark,
        DiagramFonts fonts,
        DiagramLayout layout) {

    /// The same for something that is opened and closed. What it starts and subscribes to ends with it.
    WindowServices within(Lifetime life) {
        return new WindowServices(
                environment, background.within(life), dialogs, settings.within(life), life.follow(dark), fonts, layout);
    }
}
