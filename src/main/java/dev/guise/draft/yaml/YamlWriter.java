package dev.guise.draft.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists and scalars as kubectl does: two blanks for each level, lists not indented below their key,
/// strings quoted only where YAML would misread them. Keys keep the order of the map.
///
/// Values are maps, collections, strings, booleans, whole numbers and null.
public final class YamlWriter {
    private static final int STEP = 2;
    /// Readers look for the colon of a key only so far.
    private static final int MAX_KEY_LENGTH = 1_000;

    private YamlWriter() {}

    /// One document, ending with a line break.
    public static String write(Map<String, ?> document) {
        return block(document, 0, "\n") + "\n";
    }

    /// Several documents, with `---` between them.
    public static String writeAll(List<? extends Map<String, ?>> documents) {
        return documents.stream().map(YamlWriter::write).collect(Collectors.joining("---\n"));
    }

    /// A value in block style, its first line without indentation, the others indented; no line break at the end.
    static String block(@Nullable Object value, int indent, String lineBreak) {
        return String.join(lineBreak + " ".repeat(indent), lines(value));
    }

    /// A value on one line.
    static String flow(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> key(entry.getKey()) + ": " + flow(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> list -> list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
            case null, default -> scalar(value);
        };
    }

    static boolean isScalar(@Nullable Object value) {
        return !(value instanceof Map<?, ?>) && !(value instanceof Collection<?>);
    }

    /// An empty list or mapping is written `[]` or `{}` beside its key, as a scalar is.
    static boolean isInline(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty();
            case Collection<?> list -> list.isEmpty();
            case null, default -> true;
        };
    }

    static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> YamlScalar.of(text);
            case Boolean flag -> flag.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            default ->
                throw new IllegalArgumentException(
                        "no YAML for a " + value.getClass().getSimpleName());
        };
    }

    private static List<String> lines(@Nullable Object value) {
        if (isInline(value)) {
            return List.of(flow(value));
        }
        List<String> out = new ArrayList<>();
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, item) -> addPair(out, key(key), item));
            case Collection<?> list -> list.forEach(item -> addHanging(out, "- ", lines(item)));
            case null, default -> out.add(scalar(value));
        }
        return out;
    }

    private static String key(@Nullable Object key) {
        return scalar(key);
    }

    private static void addPair(List<String> out, String key, @Nullable Object value) {
        if (key.length() > MAX_KEY_LENGTH) {
            out.add("? " + key);
            addHanging(out, ": ", lines(value));
        } else if (isInline(value)) {
            out.add(key + ": " + flow(value));
        } else {
            out.add(key + ":");
            String indent = value instanceof Map<?, ?> ? " ".repeat(STEP) : "";
            lines(value).forEach(line -> out.add(indent + line));
        }
    }

    private static void addHanging(List<String> out, String lead, List<String> lines) {
        out.add(lead + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.add("  " + line));
    }
}
