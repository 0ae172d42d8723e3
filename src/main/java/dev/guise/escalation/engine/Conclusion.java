package dev.guise.escalation.engine;

import dev.guise.rbac.Grant;
import java.util.List;

/// A fact that follows from what one holder has, before it is known which facts say that the holder has it.
///
/// @param fact      what follows
/// @param technique by which technique, `""` for a mere unfolding
/// @param grants    the rules behind it
/// @param note      what it is about; may be empty
/// @param basis     what it rests on
record Conclusion(Fact fact, String technique, List<Grant> grants, String note, Basis basis) {
    /// What a conclusion rests on.
    enum Basis {
        /// The rules it names.
        GRANTS,
        /// Those, and all other rules that the holder has, whichever these are.
        ALL_HELD_RULES
    }

    Conclusion {
        grants = List.copyOf(grants);
    }

    /// One that rests on the rules it names.
    Conclusion(Fact fact, String technique, List<Grant> grants, String note) {
        this(fact, technique, grants, note, Basis.GRANTS);
    }
}
