/// A diagram as values, and the view-model of one that is shown: selection, marks, search. No fonts, no drawing.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph.model;
