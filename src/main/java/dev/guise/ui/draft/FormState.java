package dev.guise.ui.draft;

import java.util.List;

/// How the form stands to the text.
///
/// @param kind    whether the form can be used
/// @param message what to know about that; may be empty
/// @param parts   what the parts of the text are called, when there are several
record FormState(Kind kind, String message, List<String> parts) {
    /// Whether the form can be used.
    enum Kind {
        /// Form and text say the same.
        READY,
        /// The text says it in its own way.
        LOOSE,
        /// The text only deletes, and there is nothing to fill in.
        TAKES_AWAY,
        /// The form waits.
        WAITING
    }

    static final FormState FREE = new FormState(Kind.READY, "", List.of());

    FormState {
        parts = List.copyOf(parts);
    }

    static FormState waiting(String message) {
        return new FormState(Kind.WAITING, message, List.of());
    }
}
