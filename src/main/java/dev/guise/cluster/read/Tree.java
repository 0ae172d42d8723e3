package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import java.util.List;
import java.util.Map;

/// One value of a manifest, whatever it was written in, with the line it stands on. Only what [Keep] names is in it.
public sealed interface Tree {

    /// The line, counted from 1; 0 when there is none.
    int line();

    /// What it is, for a person: `a list`, `the number 5`.
    String describe();

    /// A mapping.
    record Fields(Map<String, Tree> entries, int line) implements Tree {
        @Override
        public String describe() {
            return "a mapping";
        }

        /// The field's value; [Nothing] when there is none.
        public Tree get(String name) {
            Tree value = entries.get(name);
            return value == null ? new Nothing(line) : value;
        }
    }

    /// A list.
    record Elements(List<Tree> elements, int line) implements Tree {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /// A string.
    record Text(String value, int line) implements Tree {
        @Override
        public String describe() {
            return "the string " + Shown.quoted(value);
        }
    }

    /// A number or a boolean.
    record Literal(String value, int line) implements Tree {
        @Override
        public String describe() {
            return "the value " + Shown.plain(value) + " (not a string)";
        }
    }

    /// A null, or nothing at all.
    record Nothing(int line) implements Tree {
        @Override
        public String describe() {
            return "nothing";
        }
    }
}
