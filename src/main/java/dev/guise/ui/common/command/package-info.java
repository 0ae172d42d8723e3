/// What a person can do, as values: the list of all commands with their texts and keys, and how a key finds its
/// command.
/// How a command looks is for `ui.common.control`, what it does for the view that makes it.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.command;
