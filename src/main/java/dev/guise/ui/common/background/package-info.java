/// Work off the window's thread, and work on it that is put together for one pulse.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.background;
