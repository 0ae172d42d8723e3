/// Where nodes and edges of a diagram stand: text sizes, ELK's layered layout, layouts that are kept, an index by
/// place. Drawing does not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.graph.layout;
