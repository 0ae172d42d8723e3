package dev.guise.ui.paths;

import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.review.AccountNames;
import dev.guise.words.StepWords;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A step of a path, to be read. A click or Enter brings it up in the picture and the inspector.
final class StepCard {
    private StepCard() {}

    static Node of(int number, Step step, Runnable onRead) {
        Label badge = Labels.plain(String.valueOf(number));
        badge.getStyleClass().add("step-number");
        Label title = wrapped(step.title() + (step.about().isEmpty() ? "" : " (" + step.about() + ")"));
        title.getStyleClass().add("path-title");
        VBox texts = new VBox(
                3, title, wrapped("Has: " + StepWords.holds(step)), wrapped("Gets: " + StepWords.of(step.gives())));
        for (Need need : step.needs()) {
            if (!need.grants().isEmpty()) {
                texts.getChildren().add(wrapped("Does: " + StepWords.of(need)));
            }
            for (String line : StepWords.allowances(need)) {
                Label allowed = wrapped("Allowed by " + line);
                allowed.getStyleClass().add("text-small");
                texts.getChildren().add(allowed);
            }
        }
        HBox.setHgrow(texts, Priority.ALWAYS);
        HBox card = new HBox(10, badge, texts);
        card.getStyleClass().add("step-card");
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.BUTTON);
        card.setAccessibleText("Step " + number + ": " + AccountNames.shortened(StepWords.of(step)));
        card.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            card.requestFocus();
            onRead.run();
        });
        card.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                onRead.run();
                event.consume();
            }
        });
        return card;
    }

    private static Label wrapped(String text) {
        Label label = Labels.plain(AccountNames.shortened(text));
        label.setWrapText(true);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }
}
