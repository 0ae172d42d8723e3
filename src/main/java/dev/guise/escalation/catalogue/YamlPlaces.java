package dev.guise.escalation.catalogue;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// On which line of a YAML text something stands. Lines are counted from 1.
final class YamlPlaces {
    private final String text;

    YamlPlaces(String text) {
        this.text = text;
    }

    /// The line of what a problem is about; it begins with a JSON pointer such as `/techniques/0/id: `. For text that
    /// is no YAML, where that shows.
    Optional<Integer> line(String problem) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            int end = problem.indexOf(": ");
            boolean pointer = problem.startsWith("/") && end > 0;
            return root.flatMap(node ->
                            pointer ? find(node, problem.substring(1, end).split("/")) : Optional.of(node))
                    .flatMap(Node::getStartMark)
                    .map(mark -> mark.getLine() + 1);
        } catch (MarkedYamlEngineException broken) {
            return broken.getProblemMark().map(mark -> mark.getLine() + 1);
        } catch (YamlEngineException broken) {
            return Optional.empty();
        }
    }

    // Ends at the last part that is there: a field that is missing is told where it should be.
    private static Optional<Node> find(Node root, String[] parts) {
        Node node = root;
        for (String part : parts) {
            Optional<Node> next = child(node, part.replace("~1", "/").replace("~0", "~"));
            if (next.isEmpty()) {
                break;
            }
            node = next.get();
        }
        return Optional.of(node);
    }

    private static Optional<Node> child(Node node, String part) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(part))
                    .findFirst()
                    .map(NodeTuple::getValueNode);
        }
        if (node instanceof SequenceNode sequence && part.matches("[0-9]{1,6}")) {
            int index = Integer.parseInt(part);
            return index < sequence.getValue().size()
                    ? Optional.of(sequence.getValue().get(index))
                    : Optional.empty();
        }
        return Optional.empty();
    }
}
