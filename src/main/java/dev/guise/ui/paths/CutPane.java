package dev.guise.ui.paths;

import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.graph.AccessNode;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.paths.CutModel.CutState;
import dev.guise.ui.review.Navigator;
import dev.guise.words.StepWords;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What would cut the paths: for each grant what to take away, a way to it, and the draft of the change.
final class CutPane extends VBox {
    private final Navigator navigator;
    private final Command cancel;

    CutPane(Navigator navigator, CutModel model) {
        this.navigator = navigator;
        cancel = CommandId.PATHS_CANCEL_CUT.command(model::forget);
        getStyleClass().add("path-cut");
        show(new CutState.NotAsked());
    }

    void show(CutState state) {
        getChildren().clear();
        switch (state) {
            case CutState.NotAsked() -> {
                // nothing to be seen
            }
            case CutState.Working(String text) -> {
                ProgressIndicator indicator = new ProgressIndicator();
                indicator.setMaxSize(18, 18);
                indicator.setAccessibleText("Finding what cuts these paths");
                HBox line = new HBox(8, indicator, wrapped(text));
                line.setAlignment(Pos.CENTER_LEFT);
                getChildren().addAll(line, Buttons.text(cancel));
            }
            case CutState.Text(String text) -> getChildren().add(Labels.muted(text));
            case CutState.Known known -> {
                Cut found = known.cut();
                addMuted(CutModel.leftOut(known.question()));
                addWarning(CutModel.lockedOut(known));
                getChildren().add(wrapped(CutModel.words(known)));
                found.elements().forEach(element -> getChildren().add(row(element)));
                addWarning(CutModel.bySpared(known));
                addMuted(CutModel.lasting(known));
            }
        }
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    private void addMuted(String text) {
        if (!text.isEmpty()) {
            getChildren().add(Labels.muted(text));
        }
    }

    private void addWarning(String text) {
        if (!text.isEmpty()) {
            Label warning = wrapped(text);
            warning.setGraphic(Buttons.icon(Feather.ALERT_TRIANGLE));
            getChildren().add(warning);
        }
    }

    private Node row(CutElement element) {
        Label what = wrapped("Remove " + StepWords.of(element));
        Command draft = CommandId.PATHS_DRAFT_CUT.command(() -> navigator.takeAway(element));
        Hyperlink link = new Hyperlink(
                switch (element) {
                    case CutElement.SubjectEntry entry -> "Show binding";
                    case CutElement.RoleRule rule -> "Show role";
                });
        link.setOnAction(event -> navigator.selectInGraph(id(element)));
        FlowPane actions = new FlowPane(8, 4, Buttons.text(draft), link);
        VBox row = new VBox(4, what, actions);
        row.getStyleClass().add("path-cut-row");
        return row;
    }

    private static String id(CutElement element) {
        return switch (element) {
            case CutElement.SubjectEntry entry -> AccessNode.idOf(entry.binding());
            case CutElement.RoleRule rule -> AccessNode.idOf(rule.role(), rule.ruleIndex());
        };
    }

    private static Label wrapped(String text) {
        Label label = Labels.plain(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
