package dev.guise.cluster.read;

/// Recognizes unrendered Helm chart templates by names in double braces.
final class Unrendered {
    private static final String OPENING = "{{";

    private Unrendered() {}

    /// Whether the object's name or namespace, the role that it refers to, or a subject is still to be filled in. What
    /// is behind double braces elsewhere may be meant so.
    static boolean isIn(Tree.Fields object) {
        return isIn(object, "metadata", "name")
                || isIn(object, "metadata", "namespace")
                || holds(object.get("roleRef"))
                || holds(object.get("subjects"));
    }

    private static boolean isIn(Tree.Fields object, String field, String inner) {
        return object.get(field) instanceof Tree.Fields fields && holds(fields.get(inner));
    }

    private static boolean holds(Tree tree) {
        return switch (tree) {
            case Tree.Text text -> text.value().contains(OPENING);
            case Tree.Elements list -> list.elements().stream().anyMatch(Unrendered::holds);
            case Tree.Fields fields -> fields.entries().values().stream().anyMatch(Unrendered::holds);
            case Tree.Literal _, Tree.Nothing _ -> false;
        };
    }
}
