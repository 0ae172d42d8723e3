package dev.guise.ui.draft.result;

import dev.guise.draft.Change;
import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftYaml;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.text.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// What a draft does that impersonates nobody, why, and the way back; in the form's place, which would be empty.
public final class ChangesPane extends ScrollPane {
    private final DraftModel model;
    private final VBox lines = new VBox(10);

    public ChangesPane(DraftModel model) {
        this.model = model;
        lines.getStyleClass().add("draft-form");
        setContent(lines);
        setFitToWidth(true);
        setMinWidth(230);
        getStyleClass().add("inspector-scroll");
        setAccessibleText("What the draft changes");
        model.checks().checkedProperty().subscribe(this::show);
        model.stateProperty()
                .subscribe(() -> show(model.checks().checkedProperty().get()));
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

    private List<Node> known(Checked checked) {
        DraftPlan plan = checked.own();
        List<Node> shown = new ArrayList<>();
        if (plan.isEmpty()) {
            shown.add(Rows.wrapped("The cluster already matches this draft: nothing changes."));
        }
        shown.addAll(Rows.section("Creates", steps(plan, Change.Create.class, "draft-create")));
        shown.addAll(Rows.section("Changes", steps(plan, Change.Replace.class, "draft-change")));
        shown.addAll(Rows.section("Deletes", steps(plan, Change.Delete.class, "draft-delete")));
        shown.addAll(Rows.section(
                "Why",
                DraftYaml.notes(checked.text()).stream().map(Rows::wrapped).toList()));
        shown.addAll(Rows.section("Undo", back(plan)));
        Hyperlink form = new Hyperlink("Add impersonation with the form…");
        form.getStyleClass().add("draft-line-link");
        form.setOnAction(event -> model.askForForm());
        shown.add(form);
        return shown;
    }

    private static List<Node> steps(DraftPlan plan, Class<? extends Change> kind, String style) {
        List<Node> steps = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (kind.isInstance(change)) {
                var name = Rows.wrapped(DraftObject.describe(change.key()));
                name.getStyleClass().add(style);
                VBox step = new VBox(name);
                ChangeWords.of(change).forEach(words -> step.getChildren().add(Rows.small(words)));
                steps.add(step);
            }
        }
        return steps;
    }

    private static List<Node> back(DraftPlan plan) {
        List<Node> steps = new ArrayList<>();
        plan.undo().changes().forEach(change -> steps.add(Rows.wrapped(change.describe())));
        if (!steps.isEmpty()) {
            steps.add(Rows.small("Export > Save undo file… writes it to a file."));
        }
        return steps;
    }
}
