/// The window. One package for each view, shared parts in `ui.common`. The only room that knows JavaFX.
/// View-models know no controls; views only bind.
@org.jspecify.annotations.NullMarked
package dev.guise.ui;
