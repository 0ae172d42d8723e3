package dev.guise.escalation.engine;

import dev.guise.rbac.Grant;
import java.util.List;

/// A fact that follows from what one holder has, before it is known which facts say that the holder has it.
///
/// @param fact      what follows
/// @param technique by which technique, `""` for a mere unfolding
/// @param grants    the rules behind it
/// @param note      what it is about; may be empty
record Conclusion(Fact fact, String technique, List<Grant> grants, String note) {
    Conclusion {
        grants = List.copyOf(grants);
    }
}
