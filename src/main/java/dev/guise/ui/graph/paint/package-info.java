/// A laid out diagram on a canvas: viewport, camera, painter, palette, legend, overview.
/// What may be done with a diagram is for the view in `ui.graph`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph.paint;
