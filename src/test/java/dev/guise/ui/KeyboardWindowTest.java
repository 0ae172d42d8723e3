package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.common.background.FxThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything can be reached by Tab, nothing holds the focus or loses it, and everything says what it is.
class KeyboardWindowTest {
    private static final int MAX_STEPS = 600;

    @TempDir
    Path directory;

    private final List<String> flaws = new ArrayList<>();

    private WindowDriver open() throws Exception {
        return WindowDriver.open(new ReviewParts(), directory, Map.of(), 1440, 900);
    }

    private enum With {
        NOTHING,
        CONTROL,
        SHIFT
    }

    private static void press(Scene scene, KeyCode code, With with) {
        Node owner = scene.getFocusOwner();
        Node target = owner == null || owner.getScene() == null ? scene.getRoot() : owner;
        target.fireEvent(new KeyEvent(
                KeyEvent.KEY_PRESSED, "", "", code, with == With.SHIFT, with == With.CONTROL, false, false));
    }

    /// Walks until somewhere is come to a second time.
    private Set<Node> walk(String page, Scene scene, With with) {
        Set<Node> met = new LinkedHashSet<>();
        for (int i = 0; i < MAX_STEPS; i++) {
            Node before = scene.getFocusOwner();
            press(scene, KeyCode.TAB, with);
            if (before instanceof CodeArea && before.equals(scene.getFocusOwner())) {
                // An editor of text to be indented; its way out is told below it.
                press(scene, KeyCode.TAB, With.CONTROL);
            }
            Node now = scene.getFocusOwner();
            if (now == null || !isSeen(now)) {
                flaws.add(page + ": the focus is lost after " + named(before) + ", at " + named(now));
                return met;
            }
            if (now.equals(before)) {
                flaws.add(page + ": the focus is held by " + named(now));
                return met;
            }
            if (!met.add(now)) {
                return met;
            }
        }
        flaws.add(page + ": no end is come to");
        return met;
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private static String named(Node node) {
        return node == null
                ? "nothing"
                : node.getClass().getSimpleName() + " "
                        + Optional.ofNullable(node.getAccessibleText()).orElse("") + " " + node.getStyleClass()
                        + (node instanceof ButtonBase button ? " " + button.getText() : "");
    }

    private void check(String page, WindowDriver driver) throws Exception {
        FxThread.run(() -> {
            Scene scene = driver.stage().getScene();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            walk(page + " backwards", scene, With.SHIFT);
            Set<Node> met = walk(page, scene, With.NOTHING);
            driver.shown(Node.class).stream()
                    .filter(node -> node.isFocusTraversable() && !node.isDisabled() && !isPart(node))
                    .filter(node -> !met.contains(node) && !isBesideOneOf(met, node))
                    .forEach(node -> flaws.add(page + ": not reached: " + named(node)));
            driver.shown(Node.class).stream()
                    .filter(node -> !isPart(node) && isSilent(node))
                    .forEach(node -> flaws.add(page + ": says nothing: " + named(node)));
        });
    }

    // Of buttons of which one is chosen, Tab comes to that one; arrows lead to the others.
    private static boolean isBesideOneOf(Set<Node> met, Node node) {
        return node instanceof ToggleButton button
                && button.getToggleGroup() != null
                && button.getToggleGroup().getToggles().stream()
                        .anyMatch(other -> other instanceof ToggleButton beside && met.contains(beside));
    }

    // What belongs to a control is reached by it.
    private static boolean isPart(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ComboBoxBase<?>
                    || at instanceof ListView<?>
                    || at instanceof TableView<?>
                    || at instanceof TreeTableView<?>
                    || at instanceof TextInputControl
                    || at instanceof CodeArea) {
                return true;
            }
        }
        return node.getAccessibleRole() == AccessibleRole.SCROLL_BAR;
    }

    private static boolean isSilent(Node node) {
        boolean asked = node instanceof ButtonBase button
                ? button.getText() == null || button.getText().isBlank()
                : node instanceof TextInputControl
                        || node instanceof ComboBoxBase<?>
                        || node instanceof ListView<?>
                        || node instanceof TableView<?>
                        || node instanceof TreeTableView<?>
                        || node instanceof CodeArea;
        return asked
                && (node.getAccessibleText() == null || node.getAccessibleText().isBlank());
    }

    @Test
    void theStartPageAndTheSettings() throws Exception {
        try (WindowDriver driver = open()) {
            check("start", driver);
            FxThread.run(() -> press(driver.stage().getScene(), KeyCode.COMMA, With.CONTROL));
            FxThread.await(() -> driver.says("Table columns"));
            check("settings", driver);
        }
        assertEquals(List.of(), flaws);
    }

    @Test
    void everyTab() throws Exception {
        try (WindowDriver driver = open()) {
            driver.open(new DemoSource());
            for (String tab : driver.tabs()) {
                driver.tab(tab);
                FxThread.await(() ->
                        driver.window().services().background().activities().isEmpty());
                check(tab, driver);
            }
            driver.tab("access");
            for (String question : List.of("What can an identity do?", "Compare two")) {
                driver.press(question);
                FxThread.await(() ->
                        driver.window().services().background().activities().isEmpty());
                check("access: " + question, driver);
            }
        }
        assertEquals(List.of(), flaws);
    }
}
