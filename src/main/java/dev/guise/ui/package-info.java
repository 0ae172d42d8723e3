/// The window. One package for each view, shared parts in `ui.common`. The only room that knows JavaFX.
/// View-models know no controls; views only bind. What is registered for all views stands in `ReviewParts`.
/// Names by their ending: a `Tab` is a view of a cluster, a `View` another page or a control that stands alone, a
/// `Pane` a part of either, a `Model` what one of them tells, without controls.
@org.jspecify.annotations.NullMarked
package dev.guise.ui;
