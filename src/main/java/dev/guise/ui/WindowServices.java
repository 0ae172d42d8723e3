package dev.guise.ui;

import dev.guise.ui.common.Background;
import dev.guise.ui.common.Dialogs;
import dev.guise.ui.common.Environment;
import dev.guise.ui.common.SettingsStore;
import dev.guise.ui.common.Theme;
import dev.guise.ui.graph.DiagramFonts;
import dev.guise.ui.graph.DiagramLayout;

/// What the window lends to the views plugged into it.
///
/// @param environment what the process was given
/// @param background  work off the window's thread
/// @param dialogs     questions to the person
/// @param settings    what the person chose
/// @param theme       light or dark
/// @param fonts       of diagrams
/// @param layout      of diagrams, shared so that layouts are kept
public record WindowServices(
        Environment environment,
        Background background,
        Dialogs dialogs,
        SettingsStore settings,
        Theme theme,
        DiagramFonts fonts,
        DiagramLayout layout) {}
