package dev.guise.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.guise.ui.common.Settings.Appearance;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;

/// Light or dark, and the size of text, for every window and popup of the application. Follows the system unless the
/// settings say otherwise. Use on the JavaFX thread.
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final String STYLESHEET = "/dev/guise/ui/guise.css";

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final String stylesheet;
    private Appearance appearance;
    private double textSize;

    /// Takes hold of all windows, those open and those to come.
    public Theme(Settings settings) {
        stylesheet = Objects.requireNonNull(Theme.class.getResource(STYLESHEET), STYLESHEET)
                .toExternalForm();
        appearance = settings.appearance();
        textSize = settings.textSize();
        dark.set(isWantedDark());
        setUserAgentStylesheet();
        Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> change(appearance, textSize));
        Window.getWindows().forEach(this::attach);
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::attach);
            }
        });
    }

    /// Follows changed settings.
    public void follow(Settings settings) {
        change(settings.appearance(), settings.textSize());
    }

    private void change(Appearance wanted, double size) {
        appearance = wanted;
        textSize = size;
        if (isWantedDark() != dark.get()) {
            dark.set(isWantedDark());
            setUserAgentStylesheet();
        }
        Window.getWindows().forEach(window -> style(window.getScene()));
    }

    private boolean isWantedDark() {
        return switch (appearance) {
            case LIGHT -> false;
            case DARK -> true;
            case AUTO -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void setUserAgentStylesheet() {
        Application.setUserAgentStylesheet(
                (dark.get() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    private void attach(Window window) {
        window.sceneProperty().subscribe(this::watch);
    }

    private void watch(@org.jspecify.annotations.Nullable Scene scene) {
        if (scene != null) {
            scene.rootProperty().subscribe(root -> style(scene));
        }
    }

    private void style(@org.jspecify.annotations.Nullable Scene scene) {
        if (scene == null || scene.getRoot() == null) {
            return;
        }
        if (!scene.getStylesheets().contains(stylesheet)) {
            scene.getStylesheets().add(stylesheet);
        }
        Parent root = scene.getRoot();
        root.pseudoClassStateChanged(DARK, dark.get());
        // Everything is sized in em of the root's font.
        root.setStyle("-fx-font-size: " + textSize + "px;");
    }

    /// Whether it is dark now.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }
}
