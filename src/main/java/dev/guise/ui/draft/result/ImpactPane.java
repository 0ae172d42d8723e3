package dev.guise.ui.draft.result;

import dev.guise.draft.Impact;
import dev.guise.draft.Impact.Delta;
import dev.guise.draft.Impact.ReachChange;
import dev.guise.draft.Impact.RequestChange;
import dev.guise.draft.Impact.RuleChange;
import dev.guise.escalation.engine.Identity;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingChanges.Changed;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleCoverage;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.Times;
import dev.guise.ui.draft.evidence.EvidenceWords;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.LiveChecks.ImpactState;
import dev.guise.ui.draft.plan.PlanCheck.PlanImpact;
import dev.guise.ui.draft.text.Rows;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the plan would do, for whom, once it were applied.
public final class ImpactPane extends BorderPane {
    private static final int SOME = 8;
    private static final int MANY = 200;
    private final VBox lines = new VBox(8);
    private final DraftModel model;

    public ImpactPane(DraftModel model) {
        this.model = model;
        setCenter(Rows.scroll(lines));
        model.checks().impactProperty().subscribe(this::show);
        model.checks()
                .checkedProperty()
                .subscribe(() -> show(model.checks().impactProperty().get()));
    }

    private void show(ImpactState state) {
        List<Node> shown = switch (state) {
            case ImpactState.Nothing ignored -> List.of(Labels.muted("There are no drafts."));
            case ImpactState.Waiting(String why) -> List.of(Labels.muted(why));
            case ImpactState.Working ignored -> {
                ProgressIndicator indicator = new ProgressIndicator();
                indicator.setMaxSize(18, 18);
                yield List.of(new HBox(8, indicator, Labels.muted("Calculating the impact of the plan…")));
            }
            case ImpactState.Known(PlanImpact impact) -> known(impact);
        };
        lines.getChildren().setAll(shown);
    }

    private List<Node> known(PlanImpact all) {
        Impact impact = all.impact();
        List<Node> shown = new ArrayList<>();
        if (all.drafts() > 1) {
            shown.add(Labels.muted(ImpactWords.scope(all)));
        }
        if (!all.undecided().isEmpty()) {
            shown.add(Rows.line(Rows.Tone.WARNING, ImpactWords.undecided(all)));
        }
        if (impact.isEmpty() && all.findings().isEmpty()) {
            shown.add(Rows.line(Rows.Tone.PLAIN, "The plan changes nothing for any identity."));
            return shown;
        }
        shown.add(summary(all));
        shown.addAll(Rows.section("Escalation paths", escalations(impact.reaches())));
        shown.addAll(Rows.section("Recorded requests that would be refused", refused(impact.refused())));
        shown.addAll(Rows.section("Recorded requests that would be allowed again", refused(impact.allowed())));
        shown.addAll(Rows.section(
                "Findings fixed", findings(Rows.Tone.GOOD, all.findings().gone())));
        shown.addAll(Rows.section("New findings", appeared(all.findings().appeared())));
        shown.addAll(Rows.section("Findings changed", changed(all.findings().changed())));
        shown.addAll(Rows.section("Permissions by subject", rules(impact.decisions())));
        shown.addAll(Rows.section("Who can become whom", reaches(impact.reaches())));
        return shown;
    }

    private static Node summary(PlanImpact all) {
        Impact impact = all.impact();
        long cut = impact.reaches().stream()
                .mapToLong(change -> change.goals().lost().size())
                .sum();
        long opened = impact.reaches().stream()
                .mapToLong(change -> change.goals().gained().size())
                .sum();
        FlowPane chips = new FlowPane(8, 6);
        add(chips, all.findings().gone().size(), "finding fixed", "findings fixed", "good");
        add(chips, all.findings().appeared().size(), "new finding", "new findings", "danger");
        add(chips, all.findings().changed().size(), "finding changed", "findings changed", "plain");
        add(chips, cut, "path to a goal cut", "paths to a goal cut", "good");
        add(chips, opened, "path to a goal opened", "paths to a goal opened", "danger");
        add(
                chips,
                impact.refused().size(),
                "kind of recorded request refused",
                "kinds of recorded requests refused",
                "warning");
        add(chips, impact.touched().size(), "subject affected", "subjects affected", "plain");
        return chips;
    }

    private static void add(FlowPane chips, long count, String one, String many, String style) {
        if (count > 0) {
            var chip = Labels.plain(count + " " + (count == 1 ? one : many));
            chip.getStyleClass().addAll("chip", style);
            chips.getChildren().add(chip);
        }
    }

    private static List<Node> escalations(List<ReachChange> changes) {
        List<ReachChange> some =
                changes.stream().filter(change -> !change.goals().isEmpty()).toList();
        List<Node> nodes = new ArrayList<>();
        some.stream().limit(MANY).forEach(change -> nodes.addAll(paths(change)));
        if (some.size() > MANY) {
            nodes.add(Rows.line(Rows.Tone.PLAIN, "And " + (some.size() - MANY) + " more identities"));
        }
        return nodes;
    }

    private static List<Node> paths(ReachChange change) {
        List<Node> paths = new ArrayList<>();
        if (!change.goals().lost().isEmpty()) {
            paths.add(Rows.line(Rows.Tone.GOOD, ImpactWords.lost(change)));
        }
        if (!change.goals().gained().isEmpty()) {
            paths.add(Rows.line(Rows.Tone.BAD, ImpactWords.gained(change)));
        }
        return paths;
    }

    private static List<Node> refused(List<RequestChange> changes) {
        List<Node> nodes = new ArrayList<>();
        for (RequestChange change : changes.subList(0, Math.min(MANY, changes.size()))) {
            String what = change.requests().stream()
                    .limit(3)
                    .map(request -> request.describe())
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("");
            String more =
                    change.requests().size() > 3 ? " and " + (change.requests().size() - 3) + " more" : "";
            String when =
                    change.last().map(time -> ", last " + Times.minute(time)).orElse("");
            VBox text = new VBox(Rows.wrapped(ImpactWords.refused(change) + ": " + what + more));
            text.getChildren()
                    .add(Rows.small(EvidenceWords.times(change.count())
                            + when
                            + (change.message().isEmpty() ? "" : ". " + sentence(change.message()))));
            HBox.setHgrow(text, Priority.ALWAYS);
            nodes.add(new HBox(8, Rows.icon(change.message().isEmpty() ? Rows.Tone.PLAIN : Rows.Tone.WARNING), text));
        }
        return nodes;
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    }

    private static List<Node> findings(Rows.Tone tone, List<Finding> findings) {
        List<Node> nodes = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MANY, findings.size()))) {
            nodes.add(Rows.line(tone, ImpactWords.finding(finding)));
        }
        return nodes;
    }

    private List<Node> appeared(List<Finding> findings) {
        List<Node> nodes = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MANY, findings.size()))) {
            String same = model.checks()
                    .checkedProperty()
                    .get()
                    .map(checked -> ImpactWords.problem(finding, checked.problems()))
                    .orElse("");
            VBox text = new VBox(Rows.wrapped(ImpactWords.finding(finding)));
            if (!same.isEmpty()) {
                text.getChildren().add(Rows.small(same));
            }
            HBox.setHgrow(text, Priority.ALWAYS);
            nodes.add(new HBox(8, Rows.icon(Rows.Tone.BAD), text));
        }
        return nodes;
    }

    private static List<Node> changed(List<Changed> changes) {
        List<Node> nodes = new ArrayList<>();
        for (Changed change : changes.subList(0, Math.min(MANY, changes.size()))) {
            VBox text = new VBox(Rows.wrapped(ImpactWords.finding(change.after())), Rows.small(change.words()));
            HBox.setHgrow(text, Priority.ALWAYS);
            nodes.add(new HBox(8, Rows.icon(tone(change)), text));
        }
        return nodes;
    }

    private static Rows.Tone tone(Changed change) {
        int worse = change.before().severity().compareTo(change.after().severity());
        return worse > 0 ? Rows.Tone.BAD : worse < 0 ? Rows.Tone.GOOD : Rows.Tone.PLAIN;
    }

    private static List<Node> rules(List<RuleChange> changes) {
        List<Node> nodes = new ArrayList<>();
        for (RuleChange change : changes.subList(0, Math.min(MANY, changes.size()))) {
            VBox body = new VBox(2);
            compact(change.rules().gained()).forEach(rule -> body.getChildren().add(added(rule)));
            compact(change.rules().lost()).forEach(rule -> body.getChildren().add(removed(rule)));
            nodes.add(folded(ImpactWords.permissions(change), body));
        }
        return nodes;
    }

    private static List<String> compact(Collection<PolicyRule> rules) {
        return RuleCoverage.compact(List.copyOf(rules)).stream()
                .limit(MANY)
                .map(RuleWords::all)
                .toList();
    }

    private static Node added(String text) {
        return coded("+ " + text, "diff-text-added");
    }

    private static Node removed(String text) {
        return coded("− " + text, "diff-text-removed");
    }

    private static Node coded(String text, String style) {
        var label = Rows.wrapped(text);
        label.getStyleClass().addAll("text-code", style);
        return label;
    }

    private static String counts(int gained, int lost) {
        String more = gained == 0 ? "" : gained + " gained";
        String less = lost == 0 ? "" : lost + " lost";
        return more + (gained > 0 && lost > 0 ? ", " : "") + less;
    }

    private static List<Node> reaches(List<ReachChange> changes) {
        List<Node> nodes = new ArrayList<>();
        for (ReachChange change : changes.subList(0, Math.min(MANY, changes.size()))) {
            VBox body = new VBox(2);
            add(body, "becomes", change.becomes(), ImpactPane::name);
            add(body, "holds the credentials of", change.credentials(), ImpactPane::name);
            add(body, "controls the node", change.nodes(), Function.identity());
            if (!body.getChildren().isEmpty()) {
                nodes.add(folded(
                        ImpactWords.label(change.who()) + ": "
                                + counts(
                                        change.becomes().gained().size(),
                                        change.becomes().lost().size()),
                        body));
            }
        }
        return nodes;
    }

    private static String name(Identity who) {
        return EvidenceWords.name(who.displayName());
    }

    private static <T> void add(VBox body, String verb, Delta<T> delta, Function<T, String> shown) {
        if (!delta.gained().isEmpty()) {
            body.getChildren().add(added(verb + " " + some(delta.gained(), shown)));
        }
        if (!delta.lost().isEmpty()) {
            body.getChildren().add(removed(verb + " " + some(delta.lost(), shown)));
        }
    }

    private static <T> String some(Collection<T> names, Function<T, String> shown) {
        String words = String.join(", ", names.stream().limit(SOME).map(shown).toList());
        return names.size() > SOME ? words + " and " + (names.size() - SOME) + " more" : words;
    }

    private static Node folded(String title, VBox body) {
        TitledPane pane = new TitledPane(title, body);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("draft-fold");
        return pane;
    }
}
