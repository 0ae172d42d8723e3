package dev.guise.rbac;

import java.util.List;
import java.util.Map;

/// A label selector: all of its labels and expressions must match. One without either matches everything.
///
/// Mirrors `metav1.LabelSelector`.
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

    public LabelSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /// What an expression asks of a label.
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /// One expression.
    ///
    /// @param values the values of IN and NOT_IN; empty for the others
    public record Requirement(String key, Operator operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }

        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /// A selector by labels alone.
    public static LabelSelector labels(Map<String, String> labels) {
        return new LabelSelector(labels, List.of());
    }

    /// Whether an object with these labels is selected.
    public boolean matches(Map<String, String> labels) {
        return matchLabels.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && matchExpressions.stream().allMatch(r -> r.matches(labels));
    }
}
