package dev.guise.ui.graph.export;

import dev.guise.files.SafeFile;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.paint.DiagramPainter;
import dev.guise.ui.graph.paint.DiagramPalette;
import dev.guise.ui.graph.paint.Emphasis;
import dev.guise.ui.graph.paint.Viewport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// A diagram as a picture of pixels. Drawn in tiles, so that no texture is larger than a graphics card allows.
public final class PictureExport {
    private static final int TILE = 2048;
    private static final double LARGEST_PIECE = 4096;
    private static final double WANTED_SCALE = 2;
    private static final double MAX_PIXELS = 48e6;

    private final DiagramFonts fonts;
    private final DiagramPalette palette;

    public PictureExport(DiagramFonts fonts, DiagramPalette palette) {
        this.fonts = fonts;
        this.palette = palette;
    }

    /// The scale a diagram is drawn at: 2, or less when it would have more than 48 million pixels.
    public static double scale(LaidOutDiagram diagram) {
        double area = Math.max(diagram.width() * diagram.height(), 1);
        return Math.min(WANTED_SCALE, Math.sqrt(MAX_PIXELS / area));
    }

    /// Draws it. On the JavaFX thread; costs about 50 ms for a million pixels.
    public BufferedImage draw(LaidOutDiagram diagram) {
        double scale = scale(diagram);
        int width = (int) Math.max(Math.ceil(diagram.width() * scale), 1);
        int height = (int) Math.max(Math.ceil(diagram.height() * scale), 1);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PlacedDiagram placed = new PlacedDiagram(diagram);
        for (int x = 0; x < width; x += TILE) {
            for (int y = 0; y < height; y += TILE) {
                Viewport view = new Viewport(scale, -x, -y);
                tile(placed, view, picture, x, y);
            }
        }
        return picture;
    }

    private void tile(PlacedDiagram placed, Viewport view, BufferedImage picture, int x, int y) {
        int width = Math.min(TILE, picture.getWidth() - x);
        int height = Math.min(TILE, picture.getHeight() - y);
        WritableImage image = image(placed, view, width, height);
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        picture.setRGB(x, y, width, height, pixels, 0, width);
    }

    /// Draws it for the clipboard: in one piece, and so perhaps smaller than [#draw]. On the JavaFX thread.
    public WritableImage image(LaidOutDiagram diagram) {
        double longest = Math.max(Math.max(diagram.width(), diagram.height()), 1);
        double scale = Math.min(scale(diagram), LARGEST_PIECE / longest);
        int width = (int) Math.max(Math.ceil(diagram.width() * scale), 1);
        int height = (int) Math.max(Math.ceil(diagram.height() * scale), 1);
        return image(new PlacedDiagram(diagram), new Viewport(scale, 0, 0), width, height);
    }

    WritableImage image(PlacedDiagram placed, Viewport view, int width, int height) {
        Canvas canvas = new Canvas(width, height);
        new DiagramPainter(fonts, palette, canvas.getGraphicsContext2D(), view, Emphasis.NONE, 1)
                .paint(placed, width, height);
        return canvas.snapshot(new SnapshotParameters(), new WritableImage(width, height));
    }

    /// Writes a picture as PNG, beside the file first and then over it. May be called off the JavaFX thread.
    ///
    /// @throws IOException when it cannot be written; an earlier file is still there then
    public static void writePng(BufferedImage picture, Path file) throws IOException {
        SafeFile.write(file, out -> {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IOException("no writer for PNG");
            }
        });
    }
}
