/// A diagram as a file: DOT, SVG, PNG. Choosing the file does not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph.export;
