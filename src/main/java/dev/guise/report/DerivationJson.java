package dev.guise.report;

import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.HoldView;
import dev.guise.escalation.question.Derivation.NeedView;
import dev.guise.escalation.question.Derivation.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        json.text("to", derivation.to());
        json.number("cost", derivation.cost());
        json.each("steps", derivation.steps(), this::step);
    }

    private void step(Step step) {
        json.text("hold", step.holds().stream().map(HoldView::words).distinct().collect(Collectors.joining(" and ")));
        json.text("technique", step.technique());
        json.each("needs", step.needs(), this::need);
        json.each("grants", step.grants(), grants::grant);
        json.text("gives", step.gives().words());
        json.text("title", step.title());
        json.text("about", step.about());
        json.each("holds", step.holds(), this::hold);
        json.object("given", () -> hold(step.gives()));
        json.text("sentence", step.sentence());
    }

    private void need(NeedView need) {
        json.text("request", need.request());
        json.object("by", () -> hold(need.by()));
        json.each("grants", need.grants(), grants::grant);
    }

    private void hold(HoldView hold) {
        json.text("kind", word(hold.kind()));
        json.text("name", hold.name());
        json.text("words", hold.words());
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
        json.text("remove", element.describe());
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
