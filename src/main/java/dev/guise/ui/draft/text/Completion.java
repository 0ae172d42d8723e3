package dev.guise.ui.draft.text;

import java.util.List;

/// What could stand where the caret is.
@FunctionalInterface
interface Completion {

    /// @param start where the word begins that is being typed
    /// @param words what it could become, the best first
    record Found(int start, List<String> words) {
        static final Found NOTHING = new Found(0, List.of());

        public Found {
            words = List.copyOf(words);
        }
    }

    Found at(String text, int offset);
}
