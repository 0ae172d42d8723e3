package dev.guise.ui.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.control.Contrast;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.NodeKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is drawn and written can be told from its ground.
class DiagramPaletteTest {
    static List<DiagramPalette> palettes() {
        return List.of(DiagramPalette.LIGHT, DiagramPalette.DARK);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void edgesStandOutFromTheBackground(DiagramPalette palette) {
        for (EdgeKind kind : EdgeKind.values()) {
            double found = Contrast.of(palette.of(kind), palette.background());
            assertTrue(found >= Contrast.DRAWN, () -> kind + " has " + found);
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void iconsAndMarksStandOutFromTheirNode(DiagramPalette palette) {
        for (NodeKind kind : NodeKind.values()) {
            double found = Contrast.of(palette.of(kind), palette.tint(palette.of(kind)));
            assertTrue(found >= Contrast.DRAWN, () -> kind + " has " + found);
        }
        assertTrue(Contrast.of(palette.accent(), palette.surface()) >= Contrast.DRAWN);
        assertTrue(Contrast.of(palette.danger(), palette.surface()) >= Contrast.DRAWN);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textCanBeRead(DiagramPalette palette) {
        Stream.of(palette.text(), palette.muted()).forEach(colour -> {
            assertTrue(Contrast.of(colour, palette.surface()) >= Contrast.WRITTEN);
            assertTrue(Contrast.of(colour, palette.background()) >= Contrast.WRITTEN);
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
