package dev.guise.cluster.live;

import dev.guise.cluster.read.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A named cluster, user or context of a kubeconfig. Its values are read leniently: a number is as good as a string.
record KubeEntry(String name, Tree.Fields fields, Path file) {

    /// The field as text, `""` when there is none.
    String text(String field) {
        return textOf(fields.get(field));
    }

    static String textOf(Tree tree) {
        return switch (tree) {
            case Tree.Text text -> text.value();
            case Tree.Literal literal -> literal.value();
            default -> "";
        };
    }

    boolean isTrue(String field) {
        return text(field).equalsIgnoreCase("true");
    }

    /// The field as a path, relative ones taken from the kubeconfig's own folder.
    Path path(String field) {
        return folder().resolve(text(field));
    }

    /// The folder of the kubeconfig.
    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /// The mapping under that field; without entries when there is none.
    KubeEntry inner(String field) {
        Tree.Fields inner = fields.get(field) instanceof Tree.Fields found ? found : new Tree.Fields(Map.of(), 0);
        return new KubeEntry(name, inner, file);
    }

    boolean has(String field) {
        return !(fields.get(field) instanceof Tree.Nothing);
    }

    List<String> texts(String field) {
        return textsOf(fields.get(field));
    }

    private static List<String> textsOf(Tree tree) {
        List<String> texts = new ArrayList<>();
        if (tree instanceof Tree.Elements list) {
            list.elements().forEach(e -> texts.add(textOf(e)));
        }
        return texts;
    }

    /// A mapping of lists of strings, such as `as-user-extra`.
    Map<String, List<String>> textLists(String field) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (fields.get(field) instanceof Tree.Fields map) {
            map.entries().forEach((key, value) -> lists.put(key, textsOf(value)));
        }
        return lists;
    }

    /// A list of `name` and `value`, such as an exec plugin's `env`.
    Map<String, String> pairs(String field) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (fields.get(field) instanceof Tree.Elements list) {
            for (Tree element : list.elements()) {
                if (element instanceof Tree.Fields pair) {
                    pairs.put(textOf(pair.get("name")), textOf(pair.get("value")));
                }
            }
        }
        return pairs;
    }
}
