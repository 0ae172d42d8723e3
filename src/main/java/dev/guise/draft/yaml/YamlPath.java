package dev.guise.draft.yaml;

import java.util.ArrayList;
import java.util.List;

/// The way to a value: which document, then keys and list indices.
///
/// @param document index of the document, from 0
/// @param steps    keys and indices from its root
public record YamlPath(int document, List<Step> steps) {

    /// One step down.
    public sealed interface Step {
        /// To the value of a key.
        record Key(String key) implements Step {}

        /// To an item of a list, from 0.
        record Item(int index) implements Step {}
    }

    public YamlPath {
        steps = List.copyOf(steps);
    }

    /// The root of a document.
    public static YamlPath document(int index) {
        return new YamlPath(index, List.of());
    }

    /// The value of a key below this.
    public YamlPath key(String key) {
        return with(new Step.Key(key));
    }

    /// An item below this.
    public YamlPath item(int index) {
        return with(new Step.Item(index));
    }

    private YamlPath with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new YamlPath(document, longer);
    }

    /// The path without its last step; the root has none and gives itself.
    public YamlPath parent() {
        return steps.isEmpty() ? this : new YamlPath(document, steps.subList(0, steps.size() - 1));
    }

    /// As Kubernetes writes field paths: `rules[0].verbs[1]`.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Key(String key) ->
                    out.append(out.isEmpty() ? "" : ".").append(key);
                case Step.Item(int index) -> out.append('[').append(index).append(']');
            }
        }
        return out.toString();
    }
}
