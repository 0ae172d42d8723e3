package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.control.Contrast;
import dev.guise.ui.common.settings.Settings.Appearance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is told in passing can be read in both themes.
@Tag("window")
class ToldWindowTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Appearance.class,
            names = {"LIGHT", "DARK"})
    void whatIsToldStandsOutFromItsGround(Appearance appearance) throws Exception {
        try (WindowDriver window = WindowDriver.open(new ReviewParts(), folder, Map.of(), 1280, 800)) {
            window.appearance(appearance);
            FxThread.run(() -> window.window().services().dialogs().tell("Saved", "findings.html"));
            window.await(
                    () -> pane().filter(pane -> pane.getBackground() != null).isPresent());
            FxThread.run(() -> check(pane().orElseThrow()));
        }
    }

    private static void check(Region pane) {
        Color ground = (Color) pane.getBackground().getFills().getLast().getFill();
        assertEquals(1, ground.getOpacity());
        List<Labeled> texts = pane.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(label -> !String.valueOf(label.getText()).isEmpty())
                .toList();
        assertEquals(
                Set.of("Saved", "findings.html"),
                Set.copyOf(texts.stream().map(Labeled::getText).toList()));
        texts.forEach(label -> assertContrast(Contrast.WRITTEN, label.getTextFill(), ground, label.getText()));
        FontIcon icon = (FontIcon) pane.lookup(".good-icon");
        assertContrast(Contrast.DRAWN, icon.getIconColor(), ground, "icon");
        Region cross = (Region) pane.lookup(".close-button > .graphic");
        assertContrast(
                Contrast.DRAWN, cross.getBackground().getFills().getLast().getFill(), ground, "close");
    }

    private static void assertContrast(double least, Paint paint, Color ground, String what) {
        double found = Contrast.of((Color) paint, ground);
        assertTrue(found >= least, () -> what + " has " + found);
    }

    private static Optional<Region> pane() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(shown -> shown.getScene().getRoot().lookup(".notification-bar.told > .pane"))
                .filter(Region.class::isInstance)
                .map(Node.class::cast)
                .map(Region.class::cast)
                .findFirst();
    }
}
