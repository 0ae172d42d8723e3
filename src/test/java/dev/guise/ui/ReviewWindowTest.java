package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.rbac.Grant;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.graph.DiagramView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reviewer does with the demo, through the window.
@Tag("window")
class ReviewWindowTest {
    @TempDir
    Path directory;

    private Stage stage;
    private GuiseWindow window;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("guise.config", directory.toString());
        Environment environment = new Environment(Map.of(), properties);
        FxThread.run(() -> {
            stage = new Stage();
            window = new GuiseWindow(stage, environment, new ReviewParts());
            window.open(List.of());
            window.read(new DemoSource());
        });
        FxThread.await(() -> all(DiagramView.class).stream()
                .anyMatch(view -> view.model().diagram().diagram().nodes().size() > 3));
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> {
            window.close();
            stage.close();
        });
    }

    private <T extends Node> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(stage.getScene().getRoot(), type, found);
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

    private boolean shows(Predicate<String> text) {
        return all(Label.class).stream().anyMatch(label -> text.test(label.getText()));
    }

    private void tab(KeyCode digit) throws Exception {
        FxThread.run(() -> {
            stage.getScene()
                    .getRoot()
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", digit, false, true, false, false));
            Node target = all(DiagramView.class).isEmpty()
                    ? stage.getScene().getRoot()
                    : all(DiagramView.class).getFirst();
            target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", digit, false, true, false, false));
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
    }

    private void press(Predicate<Button> which) throws Exception {
        FxThread.run(() -> all(Button.class).stream()
                .filter(which)
                .findFirst()
                .orElseThrow()
                .fire());
    }

    @Test
    void somebodyIsShownAndEverybodyIsRanked() throws Exception {
        assertTrue(FxThread.call(() -> shows(text -> text.startsWith("What ") && text.endsWith(" can become"))));
        FxThread.await(() -> shows("→ cluster"::equals));
        FxThread.await(() -> shows(text -> text.endsWith(" findings") || text.contains(" findings,")));
    }

    @Test
    void theQuestionThatIsShownStaysPressedWhenItIsPressedAgain() throws Exception {
        FxThread.await(() -> shows(text -> text.startsWith("What ") && text.endsWith(" can become")));
        FxThread.run(() -> toggle("From here").fire());
        assertTrue(FxThread.call(() -> toggle("From here").isSelected()));
        FxThread.run(() -> toggle("To here").fire());
        assertTrue(FxThread.call(
                () -> toggle("To here").isSelected() && !toggle("From here").isSelected()));
    }

    private ToggleButton toggle(String text) {
        return all(ToggleButton.class).stream()
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pathsAreFoundAndToldAndCut() throws Exception {
        tab(KeyCode.DIGIT2);
        FxThread.await(() -> all(SuggestField.class).size() == 2);
        FxThread.run(() -> {
            all(SuggestField.class).get(0).setText("alice");
            all(SuggestField.class).get(1).setText("get secrets in payments");
        });
        press(button -> "Find paths".equals(button.getText()));
        FxThread.await(() -> all(ListView.class).stream()
                .anyMatch(list -> list.getStyleClass().contains("path-list")));
        FxThread.await(() -> shows(text -> text.startsWith("Has: ")));
        press(button -> "Find what cuts these paths".equals(button.getText()));
        FxThread.await(() -> shows(text -> text.startsWith("This one change cuts") || text.contains(" together")));
        press(button -> "Draft this change".equals(button.getText()));
        FxThread.await(() -> shows(text -> text.startsWith("Remove ")));
    }

    @Test
    void whatMeansNoEndIsSaid() throws Exception {
        tab(KeyCode.DIGIT2);
        FxThread.await(() -> all(SuggestField.class).size() == 2);
        FxThread.run(() -> {
            all(SuggestField.class).get(0).setText("alice");
            all(SuggestField.class).get(1).setText("the moon");
        });
        press(button -> "Find paths".equals(button.getText()));
        FxThread.await(() -> shows("Unknown end “the moon”"::equals));
    }

    @Test
    void aGrantIsConstrained() throws Exception {
        tab(KeyCode.DIGIT6);
        FxThread.await(() -> all(ListView.class).stream().anyMatch(ReviewWindowTest::hasGrants));
        FxThread.run(() -> all(ListView.class).stream()
                .filter(ReviewWindowTest::hasGrants)
                .findFirst()
                .orElseThrow()
                .getSelectionModel()
                .select(0));
        press(button -> "Constrain".equals(button.getText()));
        FxThread.await(() -> all(CodeArea.class).stream()
                .anyMatch(code -> String.valueOf(code.getText()).contains("kind: ")));
        FxThread.await(() -> shows(text -> text.startsWith("Choose the allowed actions.")));
        FxThread.run(() -> all(TextArea.class).stream()
                .filter(area -> "Allowed actions".equals(area.getAccessibleText()))
                .findFirst()
                .orElseThrow()
                .setText("get pods"));
        FxThread.await(() -> shows("Every rule of the draft has an effect."::equals));
    }

    private static boolean hasGrants(ListView<?> list) {
        return list.getItems().stream().anyMatch(Grant.class::isInstance);
    }

    @Test
    void theTableOfAccessFollowsTheRequest() throws Exception {
        tab(KeyCode.DIGIT4);
        FxThread.await(() -> !all(TableView.class).isEmpty()
                && !all(TableView.class).getFirst().getItems().isEmpty());
        FxThread.run(() -> all(SuggestField.class).get(1).setText("no-such-things.example.com"));
        press(button -> "Search".equals(button.getText()));
        FxThread.await(() -> shows(text -> text.contains("no-such-things.example.com")));
        assertEquals(
                "Guise",
                FxThread.call(() -> stage.getTitle().substring(stage.getTitle().length() - 5)));
    }
}
