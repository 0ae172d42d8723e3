package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.settings.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reviewer did is there again when the window is opened anew.
@Tag("window")
class WorkspaceWindowTest {
    private static final String REASON = "Agreed with the team";

    @TempDir
    Path directory;

    private Stage stage;
    private GuiseWindow window;

    @SuppressWarnings("NullAway.Init")
    WorkspaceWindowTest() {}

    private void open() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("guise.config", directory.toString());
        FxThread.run(() -> {
            stage = new Stage();
            window = new GuiseWindow(stage, new Environment(Map.of(), properties), new ReviewParts());
            window.open(List.of());
            window.read(new DemoSource());
        });
        FxThread.await(() -> shows(text -> text.endsWith(" findings")));
    }

    private void shut() throws Exception {
        FxThread.run(() -> {
            window.close();
            stage.close();
        });
    }

    @AfterEach
    void close() throws Exception {
        shut();
    }

    private static <T extends Node> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        Window.getWindows().stream()
                .filter(Window::isShowing)
                .forEach(shown -> collect(shown.getScene().getRoot(), type, found));
        return found;
    }

    private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
        }
    }

    private static boolean shows(Predicate<String> text) {
        return all(Label.class).stream().anyMatch(label -> label.getText() != null && text.test(label.getText()));
    }

    private static void press(String text) throws Exception {
        FxThread.await(() -> all(Button.class).stream().anyMatch(button -> text.equals(button.getText())));
        FxThread.run(() -> all(Button.class).stream()
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private TextArea note() {
        return all(TextArea.class).stream()
                .filter(area -> area.getStyleClass().contains("note-area"))
                .findFirst()
                .orElseThrow();
    }

    private static CheckBox suppressed() {
        return all(CheckBox.class).stream()
                .filter(box -> String.valueOf(box.getText()).startsWith("Suppressed"))
                .findFirst()
                .orElseThrow();
    }

    private void key(KeyCode code, String typed) throws Exception {
        FxThread.run(() -> {
            Node target = stage.getScene().getFocusOwner() == null
                    ? stage.getScene().getRoot()
                    : stage.getScene().getFocusOwner();
            if (typed.isEmpty()) {
                target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false));
            } else {
                all(TabPane.class)
                        .getFirst()
                        .fireEvent(new KeyEvent(
                                KeyEvent.KEY_TYPED, typed, typed, KeyCode.UNDEFINED, false, false, false, false));
            }
        });
    }

    @Test
    void ownedNoteAndSuppressionOutlastTheWindow() throws Exception {
        open();
        press("Mark as owned");
        String who = FxThread.call(WorkspaceWindowTest::selected);
        FxThread.await(() -> shows("owned"::equals));
        FxThread.await(() -> all(TextArea.class).stream()
                .anyMatch(area -> area.getStyleClass().contains("note-area")));
        FxThread.run(() -> note().setText("Ask its team"));
        key(KeyCode.DIGIT3, "");
        press("Suppress…");
        FxThread.await(
                () -> all(TextField.class).stream().anyMatch(field -> "Reason".equals(field.getAccessibleText())));
        FxThread.run(() -> all(TextField.class).stream()
                .filter(field -> "Reason".equals(field.getAccessibleText()))
                .forEach(field -> field.setText(REASON)));
        press("Suppress");
        FxThread.await(() -> suppressed().getText().equals("Suppressed (1)"));
        shut();

        open();
        FxThread.await(() -> who.equals(selected()));
        assertEquals(
                "findings",
                FxThread.call(() -> all(TabPane.class)
                        .getFirst()
                        .getSelectionModel()
                        .getSelectedItem()
                        .getId()));
        FxThread.await(() -> shows("owned"::equals));
        FxThread.await(() -> all(TextArea.class).stream().anyMatch(area -> "Ask its team".equals(area.getText())));
        FxThread.await(() -> suppressed().getText().equals("Suppressed (1)"));
        assertTrue(FxThread.call(() -> shows(text -> text.contains("1 suppressed hidden"))));
        FxThread.run(() -> suppressed().setSelected(true));
        FxThread.await(() -> !shows(text -> text.contains("suppressed hidden")));
    }

    private static String selected() {
        return all(Label.class).stream()
                .filter(label -> label.getStyleClass().contains("text-heading"))
                .map(Label::getText)
                .reduce((first, last) -> last)
                .orElse("");
    }

    @Test
    void settingsAndKeysComeAndGo() throws Exception {
        open();
        key(KeyCode.COMMA, "");
        FxThread.await(() -> shows("Technique files"::equals));
        press("Done");
        FxThread.await(
                () -> !shows("Technique files"::equals) && !all(TabPane.class).isEmpty());
        key(KeyCode.UNDEFINED, "?");
        FxThread.await(() -> shows("Keyboard shortcuts"::equals));
    }
}
