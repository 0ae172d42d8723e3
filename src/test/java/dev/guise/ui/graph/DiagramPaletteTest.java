package dev.guise.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Contrast by WCAG 2.2: 3:1 for what is drawn, 4.5:1 for what is written.
class DiagramPaletteTest {
    private static final double DRAWN = 3;
    private static final double WRITTEN = 4.5;

    static List<DiagramPalette> palettes() {
        return List.of(DiagramPalette.LIGHT, DiagramPalette.DARK);
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void edgesStandOutFromTheBackground(DiagramPalette palette) {
        for (EdgeKind kind : EdgeKind.values()) {
            double found = contrast(palette.of(kind), palette.background());
            assertTrue(found >= DRAWN, () -> kind + " has " + found);
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void iconsAndMarksStandOutFromTheirNode(DiagramPalette palette) {
        for (NodeKind kind : NodeKind.values()) {
            double found = contrast(palette.of(kind), palette.tint(palette.of(kind)));
            assertTrue(found >= DRAWN, () -> kind + " has " + found);
        }
        assertTrue(contrast(palette.accent(), palette.surface()) >= DRAWN);
        assertTrue(contrast(palette.danger(), palette.surface()) >= DRAWN);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textCanBeRead(DiagramPalette palette) {
        Stream.of(palette.text(), palette.muted()).forEach(colour -> {
            assertTrue(contrast(colour, palette.surface()) >= WRITTEN);
            assertTrue(contrast(colour, palette.background()) >= WRITTEN);
        });
    }

    private record Look(Color colour, List<Double> dash, boolean step) {}

    @ParameterizedTest
    @MethodSource("palettes")
    void noTwoKindsOfEdgesLookTheSame(DiagramPalette palette) {
        List<EdgeKind> kinds = List.of(EdgeKind.values());
        Set<Look> looks = kinds.stream()
                .map(kind -> new Look(palette.of(kind), kind.dash(), kind.isStep()))
                .collect(Collectors.toSet());
        assertEquals(kinds.size(), looks.size());
        Set<List<Double>> dashes = kinds.stream().map(EdgeKind::dash).collect(Collectors.toSet());
        assertEquals(kinds.size() - 1, dashes.size(), "only lines without gaps share their dash");
    }
}
