package dev.guise.ui.graph.layout;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Widths of text in a font at one size, scaled to any other. Measured once for each printable ASCII character; may be
/// used from any thread afterwards. Kerning is not regarded: a width may be a little too large, never much too small.
public final class TextMeasure {
    private static final char FIRST = ' ';
    private static final char LAST = '~';
    private static final double SIZE = 100;
    private static final String ELLIPSIS = "…";

    private final double[] widths = new double[LAST - FIRST + 1];
    private final double other;
    private final double ellipsis;

    /// Measures a font's family and weight. On the JavaFX thread, or before there is one.
    public TextMeasure(Font font) {
        Text text = new Text();
        text.setFont(Font.font(font.getFamily(), weight(font), SIZE));
        for (char c = FIRST; c <= LAST; c++) {
            // A lone space has no width of its own in layout bounds.
            widths[c - FIRST] = measure(text, "x" + c + "x") - measure(text, "xx");
        }
        other = measure(text, "M");
        ellipsis = measure(text, ELLIPSIS);
    }

    private static javafx.scene.text.FontWeight weight(Font font) {
        return font.getStyle().contains("Bold")
                ? javafx.scene.text.FontWeight.BOLD
                : javafx.scene.text.FontWeight.NORMAL;
    }

    private static double measure(Text text, String content) {
        text.setText(content);
        return text.getLayoutBounds().getWidth();
    }

    /// The width of a text at a size, both in the same unit.
    public double width(String text, double size) {
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += widthOf(text.charAt(i));
        }
        return sum * size / SIZE;
    }

    private double widthOf(char c) {
        if (c >= FIRST && c <= LAST) {
            return widths[c - FIRST];
        }
        return Character.isLowSurrogate(c) ? 0 : other;
    }

    /// The text, or as much of it as fits with `…` after it; `""` when not even that fits.
    public String fit(String text, double size, double width) {
        double room = width * SIZE / size;
        double sum = 0;
        int fits = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += widthOf(text.charAt(i));
            if (sum > room) {
                return cut(text, fits);
            }
            fits = sum + ellipsis <= room ? i + 1 : fits;
        }
        return text;
    }

    private static String cut(String text, int length) {
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return end == 0 ? "" : text.substring(0, end).stripTrailing() + ELLIPSIS;
    }
}
