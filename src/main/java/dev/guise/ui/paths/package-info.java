/// Paths from one identity to an end: found while typing, told as sentences, shown as a graph, and what would cut them.
/// How paths are found is for the engine; single identities are explored in `ui.explore`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.paths;
