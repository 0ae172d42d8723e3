/// What a person can do, as values: commands and keys. How a command looks is for `ui.common.control`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.command;
