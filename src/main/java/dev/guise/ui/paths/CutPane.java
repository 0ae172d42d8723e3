package dev.guise.ui.paths;

import dev.guise.escalation.AccessNode;
import dev.guise.escalation.Cut;
import dev.guise.escalation.CutElement;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.paths.PathsModel.CutState;
import dev.guise.ui.review.Session;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What would cut the paths: for each grant what to take away, a way to it, and the draft of the change.
final class CutPane extends VBox {
    private final Session session;

    CutPane(Session session) {
        this.session = session;
        getStyleClass().add("path-cut");
        show(new CutState.NotAsked());
    }

    void show(CutState state) {
        getChildren().clear();
        switch (state) {
            case CutState.NotAsked() -> {
                // nothing to be seen
            }
            case CutState.Text(String text) -> getChildren().add(Labels.muted(text));
            case CutState.Known(Cut found) -> {
                getChildren().add(wrapped(PathsModel.words(found)));
                found.elements().forEach(element -> getChildren().add(row(element)));
            }
        }
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    private Node row(CutElement element) {
        Label what = wrapped("Take " + element.describe());
        Command draft = Command.of(
                "paths.draftCut", "Draft the change", Feather.EDIT_3, () -> session.takeAway(element));
        Hyperlink link = new Hyperlink(switch (element) {
            case CutElement.SubjectEntry entry -> "Show the binding";
            case CutElement.RoleRule rule -> "Show the role";
        });
        link.setOnAction(event -> session.selectInGraph(id(element)));
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
