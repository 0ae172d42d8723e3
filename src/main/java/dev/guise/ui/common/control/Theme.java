package dev.guise.ui.common.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.Settings.Appearance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Subscription;

/// Light or dark, and the size of text, for every window and popup of the application. Follows the system unless the
/// settings say otherwise. Use on the JavaFX thread.
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final PseudoClass OPAQUE = PseudoClass.getPseudoClass("opaque");
    private static final String STYLESHEET = "/dev/guise/ui/guise.css";

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private static final Pattern PIXELS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)px");

    private final Map<Window, Subscription> attached = new HashMap<>();
    private final String plain;
    private String stylesheet;
    private Appearance appearance;
    private double textSize;

    /// Takes hold of all windows, those open and those to come.
    public Theme(Settings settings) {
        plain = Objects.requireNonNull(Theme.class.getResource(STYLESHEET), STYLESHEET)
                .toExternalForm();
        appearance = settings.appearance();
        textSize = settings.textSize();
        stylesheet = stylesheet(textSize);
        dark.set(isWantedDark());
        setUserAgentStylesheet();
        Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> change(appearance, textSize));
        Window.getWindows().forEach(this::attach);
        Window.getWindows().addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(this::detach);
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
        if (textSize != size) {
            textSize = size;
            stylesheet = stylesheet(size);
        }
        if (isWantedDark() != dark.get()) {
            dark.set(isWantedDark());
            setUserAgentStylesheet();
        }
        Window.getWindows().forEach(window -> style(window.getScene()));
    }

    /// The stylesheet of the application, in the size of text that is chosen now.
    public String stylesheet() {
        return stylesheet;
    }

    // What is not sized in em grows with the text all the same: icons, rows, space.
    private String stylesheet(double size) {
        if (size == Settings.DEFAULT_TEXT) {
            return plain;
        }
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(STYLESHEET), STYLESHEET)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            double factor = size / Settings.DEFAULT_TEXT;
            String scaled = PIXELS.matcher(text)
                    .replaceAll(pixels ->
                            String.format(Locale.ROOT, "%.2fpx", Double.parseDouble(pixels.group(1)) * factor));
            return "data:text/css;base64,"
                    + Base64.getEncoder().encodeToString(scaled.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        Subscription following =
                window.sceneProperty().flatMap(Scene::rootProperty).subscribe(root -> style(window.getScene()));
        attached.put(window, following);
    }

    // A popup is shown many times.
    private void detach(Window window) {
        Optional.ofNullable(attached.remove(window)).ifPresent(Subscription::unsubscribe);
    }

    private void style(@org.jspecify.annotations.Nullable Scene scene) {
        if (scene == null || scene.getRoot() == null) {
            return;
        }
        if (!scene.getStylesheets().contains(stylesheet)) {
            scene.getStylesheets().removeIf(this::isOurs);
            scene.getStylesheets().add(stylesheet);
        }
        Parent root = scene.getRoot();
        root.pseudoClassStateChanged(DARK, dark.get());
        markOpaque(root);
        // Everything is sized in em of the root's font.
        root.setStyle("-fx-font-size: " + textSize + "px;");
    }

    /// Lets a stylesheet know by `:opaque` that windows cannot be transparent here. For popups whose styles come by way
    /// of their owner, and know nothing of their own root.
    public static void markOpaque(Node node) {
        node.pseudoClassStateChanged(OPAQUE, !Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    }

    private boolean isOurs(String url) {
        return url.equals(plain) || url.startsWith("data:text/css");
    }

    /// Whether it is dark now.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }
}
