package dev.guise.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.ReviewParts;
import dev.guise.ui.WindowDriver;
import dev.guise.ui.common.background.FxThread;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer walks through the findings with the keyboard.
@Tag("window")
class FindingsWindowTest {
    @TempDir
    Path folder;

    private WindowDriver window;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        window = WindowDriver.open(new ReviewParts(), folder, Map.of(), 1280, 800);
        window.open(new DemoSource());
        window.tab("findings");
        window.await(
                () -> table().isPresent() && table().get().getSelectionModel().getSelectedIndex() == 0);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Optional<TreeTableView<FindingLine>> table() {
        return window.shown(TreeTableView.class).stream()
                .filter(view -> view.getStyleClass().contains("finding-table"))
                .map(view -> {
                    @SuppressWarnings("unchecked")
                    TreeTableView<FindingLine> findings = view;
                    return findings;
                })
                .findFirst();
    }

    private TextField filter() {
        return field("Filter findings");
    }

    private TextField field(String name) {
        return window.shown(TextField.class).stream()
                .filter(field -> name.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private static void press(Node node, KeyCode key) {
        node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        node.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
    }

    private String selected() throws Exception {
        return FxThread.call(() -> window.frame().selectionProperty().get());
    }

    private FindingRow read() throws Exception {
        return FxThread.call(this::selectedRow);
    }

    private FindingRow selectedRow() {
        TreeItem<FindingLine> item = table().orElseThrow().getSelectionModel().getSelectedItem();
        return ((FindingLine.Entry) item.getValue()).row();
    }

    private void suppress(String reason) throws Exception {
        window.press("Suppress…");
        window.await(() -> reason().isPresent());
        FxThread.run(() -> {
            reason().orElseThrow().setText(reason);
            press(reason().orElseThrow(), KeyCode.ENTER);
        });
    }

    private static Optional<TextField> reason() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(".text-field").stream())
                .filter(node -> node instanceof TextField field && "Reason".equals(field.getAccessibleText()))
                .map(TextField.class::cast)
                .findFirst();
    }

    @Test
    void whatIsReadIsLookedAtAndWhatAFilterSelectsIsNot() throws Exception {
        String first = selected();
        assertFalse(first.equals(read().subject()), "the first finding is selected, and not looked at yet");
        FxThread.run(() -> {
            table().orElseThrow().requestFocus();
            press(table().orElseThrow(), KeyCode.DOWN);
        });
        String second = selected();
        assertEquals(read().subject(), second);
        suppress("Agreed");
        window.await(() -> window.says("Suppressed until"));
        assertFalse(second.equals(read().subject()), "the next one took its place");
        String next = read().subject();
        assertEquals(next, selected());
        FxThread.run(() -> filter().setText("severity:low"));
        window.await(() -> selectedRow().finding().severity().id().equals("low"));
        assertEquals(next, selected());
    }

    @Test
    void undoGoesBackToTheListAndToWhatItBringsBack() throws Exception {
        String fingerprint = read().fingerprint();
        suppress("Agreed");
        window.await(() -> window.says("Suppressed until"));
        FxThread.run(() -> window.shown(Button.class).stream()
                .filter(button -> "Undo".equals(button.getText()))
                .forEach(Node::requestFocus));
        window.press("Undo");
        window.await(() -> !window.says("Suppressed until"));
        assertTrue(FxThread.call(() -> table().orElseThrow().isFocused()));
        assertEquals(fingerprint, read().fingerprint(), "it is selected again");
    }

    @Test
    void escapeClearsTheFilterAndDownGoesOnToTheList() throws Exception {
        FxThread.run(() -> {
            filter().requestFocus();
            filter().setText("kind:no-such");
        });
        window.await(() -> window.says("match the filters"));
        FxThread.run(() -> press(filter(), KeyCode.ESCAPE));
        assertEquals("", FxThread.call(() -> filter().getText()));
        FxThread.run(() -> press(filter(), KeyCode.DOWN));
        assertTrue(FxThread.call(() -> table().orElseThrow().isFocused()));
        FxThread.run(() -> filter().setText("kind:no-such"));
        window.await(
                () -> window.shown(Button.class).stream().anyMatch(button -> "Clear filters".equals(button.getText())));
        window.press("Clear filters");
        assertEquals("", FxThread.call(() -> filter().getText()));
    }
}
