package dev.guise.draft.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// A node with where it stands. `end` is where its content ends: no comment and no blank line behind it is in it.
sealed interface YamlNode {
    int start();

    int end();

    /// A scalar as read, with its style. An empty one (`key:`) has `start == end`, right behind the colon or dash.
    record Scalar(int start, int end, String value, ScalarStyle style) implements YamlNode {
        boolean isEmpty() {
            return start == end;
        }
    }

    /// `*name`; what it stands for cannot be edited through it.
    record Alias(int start, int end) implements YamlNode {}

    /// A list or a mapping.
    record Collection(int start, int end, boolean flow, boolean mapping, List<Entry> entries) implements YamlNode {}

    /// An item of a list or a pair of a mapping.
    ///
    /// @param start where it starts: its dash, its key, or in a flow list its value
    /// @param lead  where its value may start: behind the dash or colon
    /// @param key   the key, `""` for items and for keys that are no scalars
    /// @param keyEnd where the key ends, `start` for items
    record Entry(int start, int lead, String key, int keyEnd, YamlNode value) {
        int end() {
            return Math.max(lead, value.end());
        }
    }
}
