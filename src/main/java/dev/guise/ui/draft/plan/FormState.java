package dev.guise.ui.draft.plan;

import java.util.List;

/// How the form stands to the text.
///
/// @param kind    whether the form can be used
/// @param message what to know about that; may be empty
/// @param parts   what the parts of the text are called, when there are several
public record FormState(Kind kind, String message, List<String> parts) {
    /// Whether the form can be used.
    public enum Kind {
        /// Form and text say the same.
        READY,
        /// The text says it in its own way.
        LOOSE,
        /// The text changes what the cluster has and impersonates nobody: there is nothing to fill in.
        CHANGES,
        /// The form waits.
        WAITING
    }

    static final FormState FREE = new FormState(Kind.READY, "", List.of());

    public FormState {
        parts = List.copyOf(parts);
    }

    /// The same with the form to be filled in where there is nothing in it yet.
    FormState withForm() {
        return kind == Kind.CHANGES ? new FormState(Kind.READY, message, parts) : this;
    }

    static FormState waiting(String message) {
        return new FormState(Kind.WAITING, message, List.of());
    }
}
