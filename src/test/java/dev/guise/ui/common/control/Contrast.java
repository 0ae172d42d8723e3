package dev.guise.ui.common.control;

import javafx.scene.paint.Color;

/// Contrast of two colours by WCAG 2.2.
public final class Contrast {
    /// What is written must have at least this.
    public static final double WRITTEN = 4.5;

    /// What is drawn must have at least this.
    public static final double DRAWN = 3;

    private Contrast() {}

    /// From 1, for the same, to 21.
    public static double of(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
