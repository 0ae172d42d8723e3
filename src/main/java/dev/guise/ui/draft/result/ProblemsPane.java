package dev.guise.ui.draft.result;

import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.Limitation;
import dev.guise.draft.Pairs;
import dev.guise.draft.ProblemKind;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.text.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What is wrong with a draft, line by line, each with its repair where there is one; and what RBAC cannot say.
public final class ProblemsPane extends BorderPane {
    private static final double FIX_WIDTH = 180;
    private final DraftModel model;
    private final Consumer<DraftProblem> onGo;
    private final VBox lines = new VBox(6);

    /// @param onGo told of the problem whose line a person wants to see
    public ProblemsPane(DraftModel model, Consumer<DraftProblem> onGo) {
        this.model = model;
        this.onGo = onGo;
        ScrollPane scroll = Rows.scroll(lines);
        setCenter(scroll);
        model.checks().checkedProperty().subscribe(this::show);
    }

    private void show(Optional<Checked> checked) {
        List<Node> shown = new ArrayList<>();
        checked.ifPresentOrElse(
                found -> {
                    boolean wrong =
                            found.problems().stream().anyMatch(problem -> problem.severity() != Severity.WARNING);
                    if (!wrong) {
                        shown.add(Rows.line(Rows.Tone.GOOD, good(found)));
                    }
                    found.problems().forEach(problem -> shown.add(line(found, problem)));
                    shown.addAll(Rows.section(
                            "Limits of RBAC and notes",
                            found.limitations().stream().map(this::line).toList()));
                },
                () -> shown.add(Labels.muted("Checking the draft…")));
        lines.getChildren().setAll(shown);
    }

    private static String good(Checked found) {
        if (found.own().isEmpty()) {
            return "This draft is empty. Fill in the form or write YAML.";
        }
        boolean rules = found.own().objects().stream()
                .anyMatch(object -> object instanceof DraftObject.OfRole role
                        && !role.role().rules().isEmpty());
        return rules ? "Every rule of the draft has an effect." : "The draft has no rules of its own.";
    }

    private Node line(Checked checked, DraftProblem problem) {
        Rows.Tone tone = problem.severity() == Severity.WARNING ? Rows.Tone.WARNING : Rows.Tone.BAD;
        Hyperlink place = new Hyperlink("Line " + problem.line());
        place.getStyleClass().add("draft-line-link");
        place.setMinWidth(Region.USE_PREF_SIZE);
        place.setOnAction(event -> onGo.accept(problem));
        VBox text = new VBox(Rows.wrapped(problem.message()), Rows.small(problem.title() + "  ·  " + problem.id()));
        if (problem.severity() == Severity.ALARM) {
            text.getChildren().getFirst().getStyleClass().add("draft-alarm");
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, Rows.icon(tone), place, text);
        VBox fixes = new VBox(4);
        problem.fixes().forEach(fix -> {
            Button button = new Button(fix.title());
            button.setMnemonicParsing(false);
            button.setWrapText(true);
            button.setTextAlignment(TextAlignment.CENTER);
            button.setPrefWidth(FIX_WIDTH);
            button.setMinSize(FIX_WIDTH, Region.USE_PREF_SIZE);
            button.getStyleClass().add("small");
            button.setAccessibleText(fix.title() + ", line " + problem.line());
            button.setTooltip(new javafx.scene.control.Tooltip(fix.title()));
            button.setOnAction(event -> model.apply(fix, checked.text()));
            fixes.getChildren().add(button);
        });
        if (!fixes.getChildren().isEmpty()) {
            line.getChildren().add(fixes);
        }
        if (problem.kind().equals(ProblemKind.CROSS_PRODUCT)) {
            line.getChildren().addAll(apart());
        }
        return line;
    }

    private List<Node> apart() {
        if (model.pairs().isEmpty()) {
            return List.of();
        }
        Button button = new Button("Split pairs…");
        button.setMinSize(FIX_WIDTH, Region.USE_PREF_SIZE);
        button.getStyleClass().add("small");
        button.setOnAction(event -> model.pageProperty().set(DraftModel.Page.PAIRS));
        return List.of(button);
    }

    private Node line(Limitation limitation) {
        VBox text = new VBox(Rows.wrapped(limitation.what()));
        if (!limitation.nearest().isEmpty()) {
            text.getChildren().add(Rows.small(limitation.nearest()));
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, Rows.icon(Rows.Tone.PLAIN), text);
        if (limitation.nearest().equals(Pairs.ADVICE)) {
            line.getChildren().addAll(apart());
        }
        return line;
    }
}
