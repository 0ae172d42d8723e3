package dev.guise.ui.review;

import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.words.StepWords;

/// What the graph is asked.
public sealed interface Question {

    /// What can this identity become?
    record From(Thing.Somebody who) implements Question {}

    /// Who can become this identity?
    record To(Thing.Somebody who) implements Question {}

    /// How does one lead to the other?
    record Between(Thing.Somebody from, End to) implements Question {}

    /// This one path.
    record OnePath(Derivation derivation) implements Question {}

    /// Whom it is about.
    default Thing.Somebody subject() {
        return switch (this) {
            case From(Thing.Somebody who) -> who;
            case To(Thing.Somebody who) -> who;
            case Between(Thing.Somebody from, End ignored) -> from;
            case OnePath(Derivation way) -> ObjectIndex.somebody(way.from());
        };
    }

    /// In words.
    default String text() {
        return switch (this) {
            case From(Thing.Somebody who) -> "What " + ObjectIndex.label(who) + " can become";
            case To(Thing.Somebody who) -> "Who can become " + ObjectIndex.label(who);
            case Between(Thing.Somebody from, End to) -> ObjectIndex.label(from) + " → " + StepWords.of(to);
            case OnePath(Derivation way) -> {
                String from = ObjectIndex.label(ObjectIndex.somebody(way.from()));
                yield way.steps().isEmpty() ? from : from + " → " + StepWords.of(way.to());
            }
        };
    }
}
