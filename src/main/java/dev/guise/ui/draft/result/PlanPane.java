package dev.guise.ui.draft.result;

import dev.guise.draft.Change;
import dev.guise.draft.DraftPlan;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.text.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The steps of the whole plan in their order, and the way back.
public final class PlanPane extends BorderPane {
    private final VBox lines = new VBox(6);

    public PlanPane(DraftModel model) {
        setCenter(Rows.scroll(lines));
        model.checks().checkedProperty().subscribe(this::show);
    }

    private void show(Optional<Checked> checked) {
        List<Node> shown = new ArrayList<>();
        DraftPlan plan = checked.map(Checked::all).orElse(new DraftPlan("", List.of(), List.of()));
        if (plan.isEmpty()) {
            shown.add(Labels.muted("The drafts change nothing in the cluster."));
        } else {
            shown.add(Rows.wrapped("Applied in this order, replacements are in place before anything is removed."));
            shown.add(steps("Apply", plan));
            shown.add(steps("Undo", plan.undo()));
        }
        lines.getChildren().setAll(shown);
    }

    private static Node steps(String title, DraftPlan plan) {
        VBox box = new VBox(3, Labels.caption(title));
        int number = 1;
        for (Change change : plan.changes()) {
            var label = Rows.wrapped(number++ + ".  " + change.describe());
            label.getStyleClass()
                    .add(
                            switch (change) {
                                case Change.Create ignored -> "draft-create";
                                case Change.Replace ignored -> "draft-change";
                                case Change.Delete ignored -> "draft-delete";
                            });
            box.getChildren().add(new HBox(label));
        }
        return box;
    }
}
