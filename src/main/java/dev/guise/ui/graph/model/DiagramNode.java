package dev.guise.ui.graph.model;

import java.util.Set;

/// A node of a diagram.
///
/// @param id       unique within the diagram; the same thing has the same id in later diagrams
/// @param kind     what it represents
/// @param title    its first line
/// @param subtitle its second line; may be empty
/// @param marks    what is said of it besides
/// @param tooltip  all of it in words; may be empty
public record DiagramNode(String id, NodeKind kind, String title, String subtitle, Set<Mark> marks, String tooltip) {

    public DiagramNode {
        marks = Set.copyOf(marks);
    }

    public boolean has(Mark mark) {
        return marks.contains(mark);
    }
}
