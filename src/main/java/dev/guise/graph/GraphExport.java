package dev.guise.graph;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.BaseExporter;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;
import org.jgrapht.nio.json.JSONExporter;

/// Writes an [AccessGraph] for other programs.
public final class GraphExport {
    private GraphExport() {}

    /// The forms that a graph can be written in.
    public enum Form {
        /// Graphviz.
        DOT("dot"),
        GRAPHML("graphml"),
        JSON("json");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        /// The ending of file names, without the dot.
        public String ending() {
            return ending;
        }
    }

    /// The graph as text. Nodes are called n1, n2 …; their own ids are an attribute, as they may hold any character.
    public static String write(AccessGraph graph, Form form) {
        Map<AccessNode, String> numbers = new LinkedHashMap<>();
        graph.graph().vertexSet().forEach(node -> numbers.put(node, "n" + (numbers.size() + 1)));
        StringWriter out = new StringWriter();
        switch (form) {
            case DOT -> export(new DOTExporter<>(), graph, numbers, out);
            case GRAPHML -> export(graphml(), graph, numbers, out);
            case JSON -> export(new JSONExporter<>(), graph, numbers, out);
        }
        return out.toString();
    }

    private static GraphMLExporter<AccessNode, AccessEdge> graphml() {
        GraphMLExporter<AccessNode, AccessEdge> exporter = new GraphMLExporter<>();
        for (String name : new String[] {"id", "label", "subtitle", "traits"}) {
            exporter.registerAttribute(name, AttributeCategory.NODE, AttributeType.STRING);
        }
        for (String name : new String[] {"kind", "note"}) {
            exporter.registerAttribute(name, AttributeCategory.ALL, AttributeType.STRING);
        }
        exporter.registerAttribute("text", AttributeCategory.EDGE, AttributeType.STRING);
        exporter.registerAttribute("technique", AttributeCategory.EDGE, AttributeType.STRING);
        return exporter;
    }

    private static <X extends BaseExporter<AccessNode, AccessEdge> & GraphExporter<AccessNode, AccessEdge>> void export(
            X exporter, AccessGraph graph, Map<AccessNode, String> numbers, StringWriter out) {
        exporter.setVertexIdProvider(node -> numbers.getOrDefault(node, ""));
        exporter.setVertexAttributeProvider(node -> attributes(
                "label",
                node.title(),
                "id",
                node.id().text(),
                "kind",
                node.kind().name(),
                "subtitle",
                node.subtitle(),
                "traits",
                node.traits().stream().sorted().map(Enum::name).collect(Collectors.joining(" ")),
                "note",
                node.note()));
        exporter.setEdgeAttributeProvider(edge -> attributes(
                exporter instanceof GraphMLExporter ? "text" : "label",
                edge.label(),
                "kind",
                edge.kind().name(),
                "technique",
                edge.technique(),
                "note",
                edge.note()));
        exporter.exportGraph(graph.graph(), out);
    }

    private static Map<String, Attribute> attributes(String... pairs) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], DefaultAttribute.createAttribute(printable(pairs[i + 1])));
        }
        return attributes;
    }

    // XML has no way to write most control characters.
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
