package dev.guise.cluster.read;

import java.util.Map;

/// What a list says of itself, outside its items.
///
/// @param kind          `List`, `PodList`, …; `""` when it does not say
/// @param apiVersion    `""` when it does not say
/// @param continueToken where the next page starts, `""` on the last one
public record ListHead(String kind, String apiVersion, String continueToken) {
    private static final String SUFFIX = "List";

    /// No list at all.
    static final ListHead NONE = new ListHead("", "", "");

    static ListHead of(Map<String, Tree> fields) {
        String token = fields.get("metadata") instanceof Tree.Fields metadata ? text(metadata.get("continue")) : "";
        return new ListHead(text(fields.get("kind")), text(fields.get("apiVersion")), token);
    }

    private static String text(@org.jspecify.annotations.Nullable Tree tree) {
        return tree instanceof Tree.Text text ? text.value() : "";
    }

    public boolean isList() {
        return kind.endsWith(SUFFIX);
    }

    /// The kind of items that do not say theirs: `Pod` in a `PodList`; `""` in a plain `List`.
    String itemKind() {
        return isList() ? kind.substring(0, kind.length() - SUFFIX.length()) : "";
    }
}
