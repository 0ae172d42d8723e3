/// What leaves Guise as a document: JSON, HTML, SARIF, CSV, Graphviz.
/// It words what the rooms below found; it finds nothing.
@org.jspecify.annotations.NullMarked
package dev.guise.report;
