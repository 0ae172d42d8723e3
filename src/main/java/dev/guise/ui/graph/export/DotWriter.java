package dev.guise.ui.graph.export;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A diagram as it is shown, for Graphviz: nodes that are folded together stay so, and edges that are hidden are left
/// out. The whole graph behind it is written by [dev.guise.graph.GraphExport].
public final class DotWriter {
    private DotWriter() {}

    /// @param shown which edges are drawn
    public static String write(Diagram diagram, Predicate<DiagramEdge> shown) {
        Map<String, String> numbers = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("digraph guise {\n  rankdir=LR;\n  node [shape=box];\n");
        for (DiagramNode node : diagram.nodes()) {
            String number = "n" + (numbers.size() + 1);
            numbers.put(node.id(), number);
            String label = node.subtitle().isEmpty() ? node.title() : node.title() + "\n" + node.subtitle();
            text.append("  ")
                    .append(number)
                    .append(" [label=")
                    .append(quoted(label))
                    .append("];\n");
        }
        for (DiagramEdge edge : diagram.edges()) {
            if (shown.test(edge)) {
                text.append("  ")
                        .append(numbers.get(edge.source()))
                        .append(" -> ")
                        .append(numbers.get(edge.target()))
                        .append(" [label=")
                        .append(quoted(edge.label().isEmpty() ? edge.kind().text() : edge.label()))
                        .append(", style=")
                        .append(style(edge.kind().dash()))
                        .append("];\n");
            }
        }
        return text.append("}\n").toString();
    }

    private static String style(List<Double> dash) {
        return dash.isEmpty() ? "solid" : dash.getFirst() < 4 ? "dotted" : "dashed";
    }

    /// A string of the language; control characters, which it has no way to write, are replaced.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c);
            }
        });
        return quoted.append('"').toString();
    }
}
