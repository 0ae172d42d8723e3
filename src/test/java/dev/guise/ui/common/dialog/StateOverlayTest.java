package dev.guise.ui.common.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.command.CommandId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

class StateOverlayTest {
    private final SilentDialogs dialogs = new SilentDialogs();

    private static List<String> texts(Node node) {
        List<String> found = new ArrayList<>();
        if (!node.isVisible()) {
            return found;
        }
        if (node instanceof Label label) {
            found.add(label.getText());
        }
        if (node instanceof Button button) {
            found.add(button.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(texts(child)));
        }
        return found;
    }

    @Test
    void whatFailsIsSaidInPlaceAndWhatIsAskedNextIsShownAgain() throws Exception {
        WorkState work = new WorkState();
        List<String> answers = new ArrayList<>();
        StateOverlay overlay = FxThread.call(() -> StateOverlay.over(new Label("the answer"), work, dialogs));
        Background background = Background.onFxThread(error -> answers.add(error.toString()));
        assertEquals(List.of("the answer"), FxThread.call(() -> texts(overlay)));
        FxThread.run(() -> work.run(
                background.<String>job("a", progress -> {
                    throw new IllegalStateException("broken");
                }),
                "It could not be asked",
                answers::add));
        FxThread.await(() -> texts(overlay).contains("It could not be asked"));
        assertTrue(FxThread.call(() -> texts(overlay)).contains("Copy details"));
        assertFalse(FxThread.call(() -> texts(overlay)).contains("the answer"));
        FxThread.run(() -> work.run(background.job("a", progress -> "yes"), "It could not be asked", answers::add));
        FxThread.await(() -> texts(overlay).equals(List.of("the answer")));
        assertEquals(List.of("yes"), answers);
    }

    @Test
    void whatTakesLongIsShownToBeAtWork() throws Exception {
        WorkState work = new WorkState();
        StateOverlay overlay = FxThread.call(() -> StateOverlay.over(new Label("the answer"), work, dialogs));
        Background background = Background.onFxThread(error -> {});
        FxThread.run(() -> work.run(
                background.job("a", progress -> {
                    Thread.sleep(60_000);
                    return "";
                }),
                "",
                done -> {}));
        assertEquals(List.of("the answer"), FxThread.call(() -> texts(overlay)));
        FxThread.await(() -> texts(overlay).contains("Calculating…"));
        FxThread.run(work::rest);
        assertEquals(List.of("the answer"), FxThread.call(() -> texts(overlay)));
        background.close();
    }

    @Test
    void aViewWaitsUntilItsClusterIsThere() throws Exception {
        SimpleObjectProperty<Boolean> ready = new SimpleObjectProperty<>(false);
        SimpleObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
        List<String> again = new ArrayList<>();
        StateOverlay overlay = FxThread.call(() -> StateOverlay.until(
                ready, problem, new Label("the view"), dialogs, CommandId.REVIEW_AGAIN.command(() -> again.add("x"))));
        assertTrue(FxThread.call(() -> texts(overlay)).contains("Reading roles and bindings…"));
        FxThread.run(() -> problem.set(Optional.of(new Problem("It broke", "There", "", ""))));
        assertTrue(FxThread.call(() -> texts(overlay)).containsAll(List.of("It broke", "Try again")));
        FxThread.run(() -> {
            problem.set(Optional.empty());
            ready.set(true);
        });
        assertEquals(List.of("the view"), FxThread.call(() -> texts(overlay)));
    }
}
