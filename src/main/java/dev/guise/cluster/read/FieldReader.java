package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import dev.guise.cluster.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the fields of one object. What the API server would refuse makes the object unusable; what it would not miss
/// is left out with a warning.
final class FieldReader {
    private final String object;
    private final Place place;
    private final Warnings warnings;

    /// @param object what the object is called in warnings
    FieldReader(String object, Place place, Warnings warnings) {
        this.object = object;
        this.place = place;
        this.warnings = warnings;
    }

    void warn(int line, String problem, String consequence) {
        warnings.add(place.at(line), object + ": " + problem, consequence);
    }

    /// Counts the object among those of a limit.
    void limit(LimitId id) {
        warnings.limit(id, object);
    }

    /// A string that may be missing, then `""`.
    String text(Tree.Fields fields, String name) throws BadFieldException {
        Tree value = fields.get(name);
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Nothing _ -> "";
            default -> throw new BadFieldException(value.line(), name + " is " + value.describe() + ", not a string");
        };
    }

    /// A string that matters little: with a wrong type it is warned of and `""`.
    String looseText(Tree.Fields fields, String name) {
        try {
            return text(fields, name);
        } catch (BadFieldException e) {
            warn(e.line(), e.problem(), "The field is treated as empty.");
            return "";
        }
    }

    /// A mapping that may be missing, then empty.
    Tree.Fields fields(Tree.Fields fields, String name) throws BadFieldException {
        Tree value = fields.get(name);
        return switch (value) {
            case Tree.Fields inner -> inner;
            case Tree.Nothing nothing -> new Tree.Fields(Map.of(), nothing.line());
            default -> throw new BadFieldException(value.line(), name + " is " + value.describe() + ", not a mapping");
        };
    }

    /// A list that may be missing, then empty.
    List<Tree> elements(Tree.Fields fields, String name) throws BadFieldException {
        Tree value = fields.get(name);
        return switch (value) {
            case Tree.Elements list -> list.elements();
            case Tree.Nothing _ -> List.of();
            default -> throw new BadFieldException(value.line(), name + " is " + value.describe() + ", not a list");
        };
    }

    /// A list of strings that may be missing, then empty. Nulls in it are left out with a warning.
    List<String> texts(Tree.Fields fields, String name) throws BadFieldException {
        List<String> texts = new ArrayList<>();
        for (Tree element : elements(fields, name)) {
            switch (element) {
                case Tree.Text text -> texts.add(text.value());
                case Tree.Nothing nothing ->
                    warn(nothing.line(), name + " has an empty entry", "The entry is ignored.");
                default ->
                    throw new BadFieldException(
                            element.line(), name + " has " + element.describe() + " instead of a string");
            }
        }
        return texts;
    }

    /// Labels or annotations. Wrong entries are left out with a warning.
    Map<String, String> strings(Tree.Fields fields, String name) {
        Tree value = fields.get(name);
        if (value instanceof Tree.Nothing) {
            return Map.of();
        }
        if (!(value instanceof Tree.Fields map)) {
            warn(value.line(), name + " is " + value.describe() + ", not a mapping", "The field is treated as empty.");
            return Map.of();
        }
        Map<String, String> strings = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> string(name, key, entry, strings));
        return strings;
    }

    private void string(String name, String key, Tree entry, Map<String, String> strings) {
        switch (entry) {
            case Tree.Text text -> strings.put(key, text.value());
            case Tree.Nothing _ -> strings.put(key, "");
            default ->
                warn(
                        entry.line(),
                        name + " has " + entry.describe() + " for " + Shown.quoted(key),
                        "The entry is ignored.");
        }
    }
}
