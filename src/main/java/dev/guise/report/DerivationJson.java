package dev.guise.report;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.words.StepWords;
import java.util.List;
import java.util.Locale;

/// The JSON of ways from a start to an end, and of what cuts them.
public final class DerivationJson {
    private final JsonWriter json;
    private final GrantJson grants;

    public DerivationJson(JsonWriter json) {
        this.json = json;
        this.grants = new GrantJson(json);
    }

    /// An array with an object for each way.
    public void derivations(String field, List<Derivation> derivations) {
        json.each(field, derivations, this::derivation);
    }

    /// The fields of one way.
    public void derivation(Derivation derivation) {
        json.text("from", derivation.from().displayName());
        json.text("to", StepWords.of(derivation.to()));
        json.number("cost", derivation.cost());
        json.each("steps", derivation.steps(), this::step);
    }

    private void step(Step step) {
        json.text("hold", StepWords.holds(step));
        json.text("technique", step.technique());
        json.each("needs", step.needs(), this::need);
        json.each("grants", step.grants(), grants::grant);
        json.text("gives", StepWords.of(step.gives()));
        json.text("title", step.title());
        json.text("about", step.about());
        json.each("holds", step.holds(), this::hold);
        json.object("given", () -> hold(step.gives()));
        json.text("sentence", StepWords.of(step));
    }

    private void need(Need need) {
        json.text("request", StepWords.of(need));
        json.object("by", () -> hold(need.by()));
        json.each("grants", need.grants(), grants::grant);
    }

    private void hold(Fact hold) {
        json.text("kind", kind(hold));
        json.text("name", StepWords.name(hold));
        json.text("words", StepWords.of(hold));
    }

    private static String kind(Fact hold) {
        return switch (hold) {
            case Fact.Credential ignored -> "credential";
            case Fact.Acting ignored -> "acting";
            case Fact.ActingWithin ignored -> "acting-within";
            case Fact.RequestsAs ignored -> "acting";
            case Fact.Combines ignored -> "acting";
            case Fact.BoundRole ignored -> "permission";
            case Fact.AnyRule ignored -> "permission";
            case Fact.OnNode ignored -> "node";
            case Fact.HoldsANode ignored -> "node";
            case Fact.Influence ignored -> "control";
            default -> "ability";
        };
    }

    /// The object `cut`.
    public void cut(Cut cut) {
        json.object("cut", () -> {
            json.text("quality", word(cut.quality()));
            json.each("elements", cut.elements(), this::element);
            derivations("remaining", cut.remaining());
        });
    }

    private void element(CutElement element) {
        json.text("remove", StepWords.of(element));
        switch (element) {
            case CutElement.SubjectEntry entry -> {
                grants.subject("subject", entry.binding().subjects().get(entry.subjectIndex()));
                grants.binding(entry.binding());
            }
            case CutElement.RoleRule rule -> {
                grants.role(rule.role());
                grants.rule(rule.role().rules().get(rule.ruleIndex()), rule.ruleIndex());
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
