/// What is drawn of access and paths, as a JGraphT graph, and its exports.
/// Layout, colours and everything on a screen is for `ui.graph`.
@org.jspecify.annotations.NullMarked
package dev.guise.graph;
