package dev.guise.ui.graph;

import dev.guise.ui.InventedDiagrams;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.ElkLayout;
import dev.guise.ui.graph.layout.KeptLayouts;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.paint.DiagramCanvas;
import java.util.Arrays;
import java.util.logging.Logger;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/// Pans 2,000 nodes and 4,000 edges in a real window and logs how long frames take, zoomed out and zoomed in.
public final class DiagramBenchmark extends Application {
    private static final Logger LOG = Logger.getLogger(DiagramBenchmark.class.getName());
    private static final int FRAMES = 240;

    public static void main(String[] args) {
        launch(DiagramBenchmark.class, args);
    }

    @Override
    public void start(Stage stage) {
        DiagramFonts fonts = new DiagramFonts();
        KeptLayouts layout = new KeptLayouts(() -> new ElkLayout(fonts));
        layout.warmUp();
        Diagram diagram = InventedDiagrams.random(1, 2000, 4000);
        long begin = System.nanoTime();
        LaidOutDiagram laidOut = layout.layOut(diagram, LaidOutDiagram.EMPTY, () -> false);
        LOG.info("layout " + (System.nanoTime() - begin) / 1_000_000 + " ms, " + Math.round(laidOut.width()) + "x"
                + Math.round(laidOut.height()));
        DiagramModel model = new DiagramModel();
        DiagramCanvas canvas = new DiagramCanvas(model, fonts);
        stage.setScene(new Scene(canvas, 1200, 800));
        stage.show();
        model.show(laidOut);
        LaidOutDiagram.Box box =
                java.util.Objects.requireNonNull(laidOut.boxes().get("n1000"));
        measure(
                "all",
                canvas,
                box,
                () -> measure("middle", canvas, box, () -> measure("near", canvas, box, Platform::exit)));
    }

    private static void measure(String name, DiagramCanvas canvas, LaidOutDiagram.Box box, Runnable then) {
        canvas.fit();
        if (!name.equals("all")) {
            canvas.zoom(name.equals("near") ? 30 : 7);
            canvas.centre(box.centreX(), box.centreY());
        }
        long[] times = new long[FRAMES];
        new AnimationTimer() {
            private int frame = -30;
            private long last;

            @Override
            public void handle(long now) {
                if (frame >= 0 && frame < FRAMES) {
                    times[frame] = now - last;
                }
                last = now;
                drag(canvas, frame % 60 < 30 ? 6 : -6);
                if (++frame >= FRAMES) {
                    stop();
                    report(name, canvas, times);
                    then.run();
                }
            }
        }.start();
    }

    private static void drag(DiagramCanvas canvas, double by) {
        canvas.fireEvent(event(MouseEvent.MOUSE_PRESSED, 400, 400));
        canvas.fireEvent(event(MouseEvent.MOUSE_DRAGGED, 400 + by, 400 + by));
        canvas.fireEvent(event(MouseEvent.MOUSE_RELEASED, 400 + by, 400 + by));
    }

    private static MouseEvent event(javafx.event.EventType<MouseEvent> type, double x, double y) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    private static void report(String name, DiagramCanvas canvas, long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(times).average().orElse(0) / 1e6;
        LOG.info(String.format(
                "%s: scale %.2f, %d nodes, mean %.1f ms (%.0f fps), 95%% %.1f ms",
                name,
                canvas.viewportProperty().get().scale(),
                canvas.visibleNodes().size(),
                mean,
                1000 / mean,
                sorted[(int) (FRAMES * 0.95)] / 1e6));
    }
}
