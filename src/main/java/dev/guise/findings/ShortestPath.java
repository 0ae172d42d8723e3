package dev.guise.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import java.util.Optional;

/// The shortest path of a finding, as a question: thousands of findings at once would take too long to answer, and most
/// are never opened.
public sealed interface ShortestPath {
    /// There is none.
    static ShortestPath none() {
        return new None();
    }

    /// There is none.
    record None() implements ShortestPath {}

    /// One that was worked out already.
    record Known(Derivation derivation) implements ShortestPath {}

    /// The one from an identity to an end.
    record Between(Identity from, End to) implements ShortestPath {}

    /// The path, worked out in the cluster that the finding is of. May take as long as one fixed point over it.
    default Optional<Derivation> in(Escalation escalation) {
        return switch (this) {
            case None ignored -> Optional.empty();
            case Known(Derivation derivation) -> Optional.of(derivation);
            case Between(Identity from, End to) -> escalation.derivation(from, to);
        };
    }
}
