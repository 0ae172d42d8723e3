/// The graph: what one identity can become, who can become it, one path. It turns graphs of the engine into diagrams.
/// How a diagram is laid out and drawn belongs into `ui.graph`, what is said of a thing into `ui.inspect`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.explore;
