/// What every view needs: theme, settings, work off the window's thread, commands and keys, dialogs, small controls.
/// Nothing here knows what a cluster, a path or a finding is.
/// A control used by one view only stays with that view.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common;
