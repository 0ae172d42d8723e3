package dev.guise.ui.common.dialog;

import dev.guise.ui.common.command.Command;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// Covers a view while its content is calculated, or shows what went wrong.
public final class StateOverlay extends StackPane {
    // What is there sooner would only flicker.
    private static final Duration PATIENCE = Duration.millis(300);

    private final Node content;
    private final PauseTransition patience = new PauseTransition(PATIENCE);

    private StateOverlay(Node content) {
        this.content = content;
        getChildren().add(content);
    }

    /// Over an answer.
    public static StateOverlay over(Node content, WorkState work, Dialogs dialogs) {
        StateOverlay overlay = new StateOverlay(content);
        work.stateProperty().subscribe(now -> overlay.show(now, dialogs));
        return overlay;
    }

    /// Over a view that can do nothing before something is ready.
    ///
    /// @param problem why it will never be
    /// @param again   tries it once more
    public static StateOverlay until(
            ObservableValue<Boolean> ready,
            ObservableValue<Optional<Problem>> problem,
            Node content,
            Dialogs dialogs,
            Command again) {
        StateOverlay overlay = new StateOverlay(content);
        Runnable show = () -> {
            Optional<Node> state = problem.getValue().map(why -> StatePane.error(why, dialogs, again));
            if (state.isPresent() || !ready.getValue()) {
                overlay.replace(state.orElseGet(
                        () -> StatePane.loading("Reading roles and bindings…", "This view depends on them.")));
            } else {
                overlay.showContent();
            }
        };
        ready.subscribe(now -> show.run());
        problem.subscribe(now -> show.run());
        return overlay;
    }

    private void show(WorkState.State state, Dialogs dialogs) {
        patience.stop();
        switch (state) {
            case WorkState.Quiet() -> showContent();
            case WorkState.Working() -> {
                patience.setOnFinished(event -> replace(StatePane.loading("Calculating…", "")));
                patience.play();
            }
            case WorkState.Failed(Problem problem) -> replace(StatePane.error(problem, dialogs));
        }
    }

    private void showContent() {
        content.setVisible(true);
        getChildren().setAll(content);
    }

    // The content stays in the scene: whenever a table comes into it the styles of all its cells are worked out.
    private void replace(Node state) {
        content.setVisible(false);
        getChildren().setAll(content, state);
    }
}
