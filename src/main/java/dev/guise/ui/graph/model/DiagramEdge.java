package dev.guise.ui.graph.model;

/// An edge of a diagram.
///
/// @param id     unique within the diagram; the same thing has the same id in later diagrams
/// @param source id of the node it leaves
/// @param target id of the node it reaches
/// @param kind   what it represents
/// @param label  a few words drawn at it; may be empty
/// @param note   all of it in words, such as why it is dead; may be empty
public record DiagramEdge(String id, String source, String target, EdgeKind kind, String label, String note) {}
