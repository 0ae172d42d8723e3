package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.NodeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.kordamp.ikonli.feather.FeatherIkonHandler;

/// The fonts of a diagram and their measures. Made once; read from any thread.
public final class DiagramFonts {
    static final double TITLE = 12.5;
    public static final double SUBTITLE = 10.5;
    public static final double LABEL = 10.5;

    private final String family;
    private final String mono;
    private final String iconFamily;
    private final TextMeasure plain;
    private final TextMeasure code;

    /// Measures the system's font. On the JavaFX thread, or before there is one.
    public DiagramFonts() {
        family = Font.getDefault().getFamily();
        mono = "Monospaced";
        iconFamily = loadIcons();
        plain = new TextMeasure(Font.font(family, 12));
        code = new TextMeasure(Font.font(mono, 12));
    }

    // Ikonli loads its font only when an icon is first shown, and a canvas shows none.
    private static String loadIcons() {
        try (InputStream in = new FeatherIkonHandler().getFontResource().openStream()) {
            Font loaded = Font.loadFont(in, TITLE);
            return loaded == null ? Font.getDefault().getFamily() : loaded.getFamily();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String family() {
        return family;
    }

    /// Rules are set in a monospaced font, all else is not.
    public TextMeasure title(NodeKind kind) {
        return kind == NodeKind.RULE ? code : plain;
    }

    public TextMeasure plain() {
        return plain;
    }

    String titleFamily(NodeKind kind) {
        return kind == NodeKind.RULE ? mono : family;
    }

    public Font titleFont(NodeKind kind, double size) {
        return Font.font(titleFamily(kind), size);
    }

    public Font font(double size) {
        return Font.font(family, size);
    }

    Font bold(double size) {
        return Font.font(family, FontWeight.BOLD, size);
    }

    public Font iconFont(double size) {
        return Font.font(iconFamily, size);
    }
}
