package dev.guise.ui.picture;

import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.ReviewParts;
import dev.guise.ui.WindowDriver;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.graph.export.PictureExport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Makes pictures of the window: every view of [Views], in light and dark. Arguments: the folder, the size such as
/// `1280x800`, then names of views (`drafts`) or of single pictures (`drafts-light`); none for all of them.
public final class Pictures {
    private Pictures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        String[] size = args[1].split("x");
        List<String> names = Arrays.asList(args).subList(2, args.length);
        Files.createDirectories(folder);
        try {
            takeAll(names, folder, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
        } finally {
            Platform.exit();
        }
    }

    private static void takeAll(List<String> names, Path folder, int width, int height) throws Exception {
        for (Appearance appearance : List.of(Appearance.LIGHT, Appearance.DARK)) {
            for (Views.View view : Views.ALL) {
                if (names.isEmpty() || names.contains(view.name()) || names.contains(picture(view, appearance))) {
                    take(view, appearance, folder, width, height);
                }
            }
        }
    }

    private static void take(Views.View view, Appearance appearance, Path folder, int width, int height)
            throws Exception {
        Path settings = Files.createTempDirectory("guise-pictures");
        Map<String, String> variables =
                Map.of("KUBECONFIG", Views.kubeconfig(settings).toString());
        try (WindowDriver window = WindowDriver.open(new ReviewParts(), settings, variables, width, height)) {
            window.appearance(appearance);
            FxThread.run(() -> window.stage()
                    .getScene()
                    .getStylesheets()
                    .add("data:text/css,.text-input{-fx-display-caret:false;}"));
            if (view.demo()) {
                window.open(new DemoSource());
            }
            view.steps().run(window);
            FxThread.run(() -> window.all(Label.class).forEach(Pictures::stopTheClock));
            FxThread.run(() -> window.stage().getScene().getRoot().requestFocus());
            Path file = folder.resolve(picture(view, appearance) + ".png");
            PictureExport.writePng(image(window.picture()), file);
        }
    }

    private static String picture(Views.View view, Appearance appearance) {
        return view.name() + "-" + appearance.name().toLowerCase(Locale.ROOT);
    }

    // What the time is must not make another picture.
    private static void stopTheClock(Label label) {
        String text = label.getText() == null ? "" : label.getText();
        if (text.startsWith("As of ")) {
            label.setText("As of 2026-05-04 09:41");
        } else if (text.startsWith("From Demo (")) {
            label.setText("From Demo (Jan 5, 2026, 9:41 AM) to Demo (Jan 12, 2026, 9:41 AM)");
        }
    }

    private static BufferedImage image(WritableImage picture) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }
}
