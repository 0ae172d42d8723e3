/// The diagram: a neutral picture of nodes and edges, its layout, its drawing on a canvas, its list twin, its exports.
/// It knows kinds and marks to draw, not what they mean; views make a [dev.guise.ui.graph.Diagram] of their own
/// results. Questions about a cluster do not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph;
