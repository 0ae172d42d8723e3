/// Small controls and their habits, and the theme. A control used by one view only stays with that view.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.control;
