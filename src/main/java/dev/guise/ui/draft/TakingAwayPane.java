package dev.guise.ui.draft;

import dev.guise.draft.Change;
import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftYaml;
import dev.guise.escalation.RuleWords;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.Labels;
import dev.guise.ui.draft.PlanCheck.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// What a draft that only deletes takes away, why, and the way back; in the form's place, which has nothing to fill in.
final class TakingAwayPane extends ScrollPane {
    private static final int MOST = 6;
    private final DraftModel model;
    private final VBox lines = new VBox(10);

    TakingAwayPane(DraftModel model) {
        this.model = model;
        lines.getStyleClass().add("draft-form");
        setContent(lines);
        setFitToWidth(true);
        setMinWidth(230);
        getStyleClass().add("inspector-scroll");
        setAccessibleText("What the draft takes away");
        model.checks().checkedProperty().subscribe(this::show);
        model.stateProperty().subscribe(() -> show(model.checks().checkedProperty().get()));
    }

    private void show(Optional<Checked> checked) {
        List<Node> shown = new ArrayList<>();
        model.stateProperty().get().current().ifPresent(draft -> {
            shown.add(heading(draft.title()));
            checked.filter(found -> found.draft() == draft.id()).ifPresent(found -> shown.addAll(known(found)));
        });
        lines.getChildren().setAll(shown);
    }

    private static Node heading(String title) {
        var heading = Labels.heading(title);
        heading.setWrapText(true);
        return heading;
    }

    private static List<Node> known(Checked checked) {
        DraftPlan plan = checked.own();
        List<Node> shown = new ArrayList<>();
        List<Node> deleted = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Delete(DraftObject object)) {
                deleted.add(deleted(object));
            }
        }
        shown.addAll(Rows.section("It deletes", deleted));
        shown.addAll(Rows.section("Why", DraftYaml.notes(checked.text()).stream().map(Rows::wrapped).toList()));
        shown.addAll(Rows.section("The way back", back(plan)));
        return shown;
    }

    private static Node deleted(DraftObject object) {
        var name = Rows.wrapped(object.key().describe());
        name.getStyleClass().add("draft-delete");
        return new VBox(name, Rows.small(what(object)));
    }

    private static String what(DraftObject object) {
        return switch (object) {
            case DraftObject.OfBinding(Binding binding) ->
                "gave " + binding.roleRef().kind() + " " + binding.roleRef().name() + " to "
                        + some(binding.subjects().stream().map(Subject::describe).toList(), ", ");
            case DraftObject.OfRole(RoleObject role) ->
                "allowed " + some(role.rules().stream().map(RuleWords::of).toList(), "; ");
            case DraftObject.OfAccount ignored -> "is not needed any more";
        };
    }

    private static String some(List<String> words, String between) {
        String first = words.stream().limit(MOST).collect(Collectors.joining(between));
        return words.isEmpty() ? "nothing" : words.size() > MOST ? first + " and " + (words.size() - MOST) + " more" : first;
    }

    private static List<Node> back(DraftPlan plan) {
        List<Node> steps = new ArrayList<>();
        plan.undo().changes().forEach(change -> steps.add(Rows.wrapped(change.describe())));
        if (!steps.isEmpty()) {
            steps.add(Rows.small("Export, Save the way back… writes it as a file."));
        }
        return steps;
    }
}
