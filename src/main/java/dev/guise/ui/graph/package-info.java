/// The diagram as a control: a neutral picture of nodes and edges and its list twin, made of the packages below.
/// It knows kinds and marks to draw, not what they mean; views make a [dev.guise.ui.graph.model.Diagram] of their own
/// results. Questions about a cluster do not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph;
