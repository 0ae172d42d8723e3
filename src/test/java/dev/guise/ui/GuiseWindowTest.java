package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.frame.PaletteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.event.Event;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.MasterDetailPane;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.textfield.CustomTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuiseWindowTest {
    @TempDir
    Path directory;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger css = Logger.getLogger("javafx.css");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Stage stage;
    private GuiseWindow window;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        css.addHandler(handler);
        Properties properties = new Properties();
        properties.setProperty("guise.config", directory.toString());
        Environment environment = new Environment(Map.of(), properties);
        FxThread.run(() -> {
            stage = new Stage();
            window = new GuiseWindow(stage, environment, new PreviewApp.Parts());
            window.open(List.of());
        });
    }

    @AfterEach
    void close() throws Exception {
        css.removeHandler(handler);
        FxThread.run(() -> {
            window.close();
            stage.close();
        });
    }

    private Parent root() {
        return stage.getScene().getRoot();
    }

    private static <T extends Node> List<T> all(Node node, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(all(child, type)));
        }
        return found;
    }

    private boolean shows(String text) {
        return all(root(), Label.class).stream()
                .anyMatch(label -> label.getText().equals(text));
    }

    private void press(KeyCode code, boolean control) {
        Node owner = stage.getScene().getFocusOwner();
        Node target = owner == null || owner.getScene() == null ? root() : owner;
        target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    }

    @Test
    void startPageListsContextsAndOpensOne() throws Exception {
        FxThread.await(() -> shows("staging"));
        FxThread.run(() -> all(root(), Button.class).stream()
                .filter(button -> String.valueOf(button.getAccessibleText()).startsWith("Context staging"))
                .forEach(Button::fire));
        FxThread.await(() -> shows("Could not read staging"));
        assertTrue(FxThread.call(() -> all(root(), Button.class).stream()
                .anyMatch(button -> button.getText().equals("Copy details"))));
    }

    @Test
    void keysOpenThePaletteAndChangeTabs() throws Exception {
        FxThread.run(() -> window.show(PreviewApp.snapshot()));
        FxThread.await(() -> !all(root(), TabPane.class).isEmpty());
        FxThread.run(() -> {
            root().layout();
            press(KeyCode.DIGIT3, true);
        });
        assertEquals(
                "findings",
                FxThread.call(() -> all(root(), TabPane.class)
                        .getFirst()
                        .getSelectionModel()
                        .getSelectedItem()
                        .getId()));
        FxThread.run(() -> press(KeyCode.K, true));
        assertTrue(FxThread.call(() -> stage.getScene().getFocusOwner() instanceof TextField field
                && field.getStyleClass().contains("palette-field")));
        FxThread.run(() -> press(KeyCode.ESCAPE, false));
        assertFalse(FxThread.call(() -> stage.getScene().getFocusOwner() instanceof TextField));
    }

    private List<String> paletteLines() {
        return all(root(), ListView.class).stream()
                .filter(list -> list.getParent().getStyleClass().contains("palette")
                        && list.getParent().getParent().isVisible())
                .flatMap(list -> ((ListView<?>) list).getItems().stream())
                .map(line -> ((PaletteModel.Result) line).item().text())
                .toList();
    }

    private void type(String text) {
        ((TextField) stage.getScene().getFocusOwner()).setText(text);
    }

    @Test
    void thePaletteOfTheStartPageFindsContextsFilesAndCommands() throws Exception {
        Path first = Files.writeString(directory.resolve("prod.json"), "{}");
        Path second = Files.writeString(directory.resolve("roles.yaml"), "");
        FxThread.run(() -> {
            window.services()
                    .settings()
                    .update(now -> now.withRecentFile(first.toString()).withRecentFile(second.toString()));
            window.showStart();
        });
        FxThread.await(() -> shows("staging") && shows("prod.json"));
        FxThread.run(() -> press(KeyCode.K, true));
        List<String> lines = FxThread.call(this::paletteLines);
        assertEquals(List.of("roles.yaml", "prod.json"), lines.subList(0, 2));
        assertTrue(lines.containsAll(List.of("staging", "Open the demo", "Settings…")), lines.toString());
        assertFalse(lines.contains("Close cluster"), lines.toString());
        FxThread.run(() -> type("stg"));
        assertEquals("staging", FxThread.call(() -> paletteLines().getFirst()));
        FxThread.run(() -> type("prjs"));
        assertEquals(List.of("prod.json"), FxThread.call(this::paletteLines));
        FxThread.run(() -> press(KeyCode.TAB, false));
        assertTrue(FxThread.call(() -> stage.getScene().getFocusOwner() instanceof TextField));
        FxThread.run(() -> press(KeyCode.ESCAPE, false));
        assertEquals(List.of(), FxThread.call(this::paletteLines));
        FxThread.run(() -> {
            press(KeyCode.K, true);
            type("stg");
            press(KeyCode.ENTER, false);
        });
        FxThread.await(() -> shows("Could not read staging"));
        FxThread.run(window::showStart);
        FxThread.await(() -> shows("Who can become whom?"));
        FxThread.run(() -> {
            root().layout();
            press(KeyCode.K, true);
        });
        assertEquals("staging", FxThread.call(() -> paletteLines().getFirst()));
    }

    @Test
    void thePaletteOpensInTheSettingsAndWithoutAFocus() throws Exception {
        FxThread.run(() -> {
            press(KeyCode.COMMA, true);
            stage.getScene().getRoot().requestFocus();
            Event.fireEvent(
                    stage.getScene(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.K, false, true, false, false));
        });
        assertTrue(FxThread.call(this::paletteLines).contains("Keyboard shortcuts"));
        FxThread.run(() -> window.show(PreviewApp.snapshot()));
        assertEquals(List.of(), FxThread.call(this::paletteLines));
    }

    @Test
    void everyIconOnlyButtonSaysWhatItIs() throws Exception {
        FxThread.run(() -> {
            window.show(PreviewApp.snapshot());
            root().applyCss();
        });
        List<ButtonBase> silent = FxThread.call(() -> all(root(), ButtonBase.class).stream()
                .filter(button -> button.getStyleClass().contains("icon-button"))
                .filter(button -> button.getAccessibleText() == null || button.getTooltip() == null)
                .toList());
        assertEquals(List.of(), silent);
    }

    @Test
    void whatIsCopiedIsTold() throws Exception {
        FxThread.run(() -> window.services().dialogs().copy("\nalice\nbob"));
        FxThread.await(() -> told().equals(List.of("Copied", "alice")));
        FxThread.run(() -> window.services().dialogs().tell("Saved", "plan.yaml"));
        FxThread.await(() -> told().containsAll(List.of("Saved", "plan.yaml")));
    }

    private static List<String> told() {
        return Window.getWindows().stream()
                .filter(shown -> shown.getScene() != null)
                .flatMap(shown -> all(shown.getScene().getRoot(), Label.class).stream())
                .filter(label ->
                        label.getParent() != null && label.getScene().getRoot().lookup(".told") != null)
                .map(Label::getText)
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    @Test
    void noStyleSheetWarningsInLightAndDark() throws Exception {
        FxThread.run(() -> {
            window.show(PreviewApp.snapshot());
            window.services().settings().update(now -> now.withAppearance(Appearance.LIGHT));
            javafx.scene.layout.VBox box = new javafx.scene.layout.VBox(
                    new CheckComboBox<String>(),
                    new SegmentedButton(new javafx.scene.control.ToggleButton("a")),
                    new CustomTextField(),
                    new SearchableComboBox<String>(),
                    new MasterDetailPane(Side.BOTTOM, new Label("a"), new Label("b"), true),
                    new org.controlsfx.control.StatusBar());
            ((javafx.scene.layout.StackPane) root()).getChildren().add(box);
            root().applyCss();
            window.services().dialogs().copy("told");
        });
        FxThread.run(() -> {
            window.services().settings().update(now -> now.withAppearance(Appearance.DARK));
            root().applyCss();
            root().layout();
        });
        Thread.sleep(300);
        assertTrue(FxThread.call(() -> window.services().dark().getValue()));
        assertEquals(List.of(), warnings);
    }
}
