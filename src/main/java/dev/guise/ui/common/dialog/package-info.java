/// What the window says outside of a view's content: dialogs, problems, and panes for what is empty, at work or failed.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.dialog;
