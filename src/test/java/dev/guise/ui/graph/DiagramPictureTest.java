package dev.guise.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.InventedDiagrams;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.graph.export.DotWriter;
import dev.guise.ui.graph.export.PictureExport;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.ElkLayout;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramGrouping;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.NodeKind;
import dev.guise.ui.graph.paint.DiagramPalette;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares what is drawn with stored pictures. Fonts differ from machine to machine, so both are looked at coarsely:
/// the mean colour of squares of 16 pixels. Run with `-Dguise.pictures=src/test/resources/dev/guise/ui/graph` to write
/// the pictures anew.
class DiagramPictureTest {
    private static final int SQUARE = 16;
    private static final double TOLERANCE = 28;

    @TempDir
    Path directory;

    private static LaidOutDiagram reach() throws Exception {
        DiagramFonts fonts = FxThread.call(DiagramFonts::new);
        Diagram diagram =
                DiagramGrouping.USUAL.group(InventedDiagrams.reach(), Set.of()).diagram();
        return new ElkLayout(fonts).layOut(diagram, LaidOutDiagram.EMPTY, () -> false);
    }

    private static BufferedImage draw(LaidOutDiagram diagram, DiagramPalette palette) throws Exception {
        return FxThread.call(() -> new PictureExport(new DiagramFonts(), palette).draw(diagram));
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void looksAsItDid(String name) throws Exception {
        DiagramPalette palette = name.equals("dark") ? DiagramPalette.DARK : DiagramPalette.LIGHT;
        BufferedImage drawn = draw(reach(), palette);
        String wanted = System.getProperty("guise.pictures", "");
        if (!wanted.isEmpty()) {
            PictureExport.writePng(drawn, Path.of(wanted).resolve("reach-" + name + ".png"));
        }
        try (InputStream in = DiagramPictureTest.class.getResourceAsStream("reach-" + name + ".png")) {
            assertNotNull(in, "no stored picture");
            BufferedImage stored = ImageIO.read(in);
            // Widths follow the font; the number of layers and rows does not.
            assertEquals(stored.getHeight(), drawn.getHeight(), stored.getHeight() * 0.02);
            assertEquals(stored.getWidth(), drawn.getWidth(), stored.getWidth() * 0.15);
            if (stored.getWidth() == drawn.getWidth() && stored.getHeight() == drawn.getHeight()) {
                assertTrue(worst(stored, drawn) < TOLERANCE, "worst square differs by " + worst(stored, drawn));
            }
        }
    }

    private static double worst(BufferedImage a, BufferedImage b) {
        double worst = 0;
        for (int x = 0; x + SQUARE <= a.getWidth(); x += SQUARE) {
            for (int y = 0; y + SQUARE <= a.getHeight(); y += SQUARE) {
                worst = Math.max(worst, Math.abs(mean(a, x, y) - mean(b, x, y)));
            }
        }
        return worst;
    }

    private static double mean(BufferedImage image, int left, int top) {
        double sum = 0;
        for (int pixel : image.getRGB(left, top, SQUARE, SQUARE, null, 0, SQUARE)) {
            sum += ((pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff)) / 3.0;
        }
        return sum / (SQUARE * SQUARE);
    }

    @Test
    void pictureLargerThanATileHasNoSeams() throws Exception {
        LaidOutDiagram diagram = reach();
        BufferedImage whole = draw(diagram, DiagramPalette.LIGHT);
        assertTrue(whole.getWidth() > 2048, "wider than a tile: " + whole.getWidth());
        int beyond = 0;
        for (int y = 0; y < whole.getHeight(); y++) {
            beyond += whole.getRGB(2300, y) == whole.getRGB(0, 0) ? 0 : 1;
        }
        assertTrue(beyond > 0, "something is drawn beyond the first tile");
    }

    @Test
    void hugeDiagramIsDrawnSmaller() {
        LaidOutDiagram huge = new LaidOutDiagram(Diagram.EMPTY, java.util.Map.of(), java.util.Map.of(), 60_000, 20_000);
        double scale = PictureExport.scale(huge);
        assertTrue(60_000 * scale * 20_000 * scale <= 48e6 + 1, "scale " + scale);
        assertEquals(2, PictureExport.scale(LaidOutDiagram.EMPTY));
    }

    @Test
    void pngIsWrittenOverAnEarlierFile() throws Exception {
        Path file = directory.resolve("a.png");
        Files.writeString(file, "earlier");
        PictureExport.writePng(new BufferedImage(3, 4, BufferedImage.TYPE_INT_RGB), file);
        assertEquals(4, ImageIO.read(file.toFile()).getHeight());
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void thePictureForTheClipboardIsInOnePiece() throws Exception {
        LaidOutDiagram diagram = reach();
        var image = FxThread.call(() -> new PictureExport(new DiagramFonts(), DiagramPalette.LIGHT).image(diagram));
        assertTrue(image.getWidth() <= 4096 && image.getHeight() <= 4096, image.getWidth() + " wide");
        assertEquals(diagram.width() / diagram.height(), image.getWidth() / image.getHeight(), 0.05);
    }

    @Test
    void graphvizHoldsWhatIsShown() {
        Diagram diagram = new Diagram(
                List.of(
                        new DiagramNode("a", NodeKind.USER, "a\"b\\", "User", Set.of(), ""),
                        new DiagramNode("b", NodeKind.USER, "line\nbreak\u0007", "", Set.of(), "")),
                List.of(
                        new DiagramEdge("1", "a", "b", EdgeKind.LEGACY, "can", ""),
                        new DiagramEdge("2", "b", "a", EdgeKind.DEAD, "cannot", "")));
        String dot = DotWriter.write(diagram, edge -> edge.kind() != EdgeKind.DEAD);
        assertTrue(dot.contains("n1 [label=\"a\\\"b\\\\\\nUser\"];"), dot);
        assertTrue(dot.contains("n2 [label=\"line\\nbreak\uFFFD\"];"), dot);
        assertTrue(dot.contains("n1 -> n2 [label=\"can\""), dot);
        assertTrue(!dot.contains("cannot"), dot);
    }
}
