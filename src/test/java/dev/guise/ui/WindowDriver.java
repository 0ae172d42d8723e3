package dev.guise.ui;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.start.SourceCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/// The real window, driven from another thread: for tests of what a person does, and for pictures.
public final class WindowDriver implements AutoCloseable {
    private static final int STILL_PULSES = 12;
    private static final int MAX_PULSES = 1_200;

    /// The parts of the real window, and the frame of what was opened last.
    private static final class Parts implements WindowParts {
        private final WindowParts real;
        private Optional<FrameModel> frame = Optional.empty();
        private Optional<Background> background = Optional.empty();

        Parts(WindowParts real) {
            this.real = real;
        }

        @Override
        public SourceCatalog catalog(WindowServices services) {
            return real.catalog(services);
        }

        @Override
        public List<TableDescription> tables() {
            return real.tables();
        }

        @Override
        public ClusterViews open(
                ClusterSource source, ClusterSnapshot snapshot, WindowServices services, Lifetime life) {
            ClusterViews views = real.open(source, snapshot, services, life);
            background = Optional.of(services.background());
            frame = Optional.of(views.model());
            return views;
        }
    }

    private final Stage stage;
    private final GuiseWindow window;
    private final Parts parts;

    private WindowDriver(Stage stage, GuiseWindow window, Parts parts) {
        this.stage = stage;
        this.window = window;
        this.parts = parts;
    }

    /// Opens the window with the start page.
    ///
    /// @param directory for settings
    /// @param variables the environment, such as `KUBECONFIG`
    public static WindowDriver open(
            WindowParts parts, Path directory, Map<String, String> variables, int width, int height) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("guise.config", directory.toString());
        properties.setProperty("user.home", directory.toString());
        Environment environment = new Environment(variables, properties);
        return FxThread.call(() -> {
            Stage stage = new Stage();
            Parts watched = new Parts(parts);
            GuiseWindow window = new GuiseWindow(stage, environment, watched);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            window.open(List.of());
            return new WindowDriver(stage, window, watched);
        });
    }

    /// Starts to read.
    public void read(ClusterSource source) throws Exception {
        FxThread.run(() -> window.read(source));
    }

    /// Reads, and waits until everything that is worked out at once is there.
    public void open(ClusterSource source) throws Exception {
        parts.frame = Optional.empty();
        read(source);
        await(this::hasFrame);
        awaitFindings();
    }

    /// Whether a cluster is shown.
    public boolean hasFrame() {
        return parts.frame.isPresent();
    }

    /// Waits until the findings are there.
    public void awaitFindings() throws Exception {
        await(() -> frame().counts().stream().anyMatch(count -> count.text().equals("findings")));
    }

    /// Closes the cluster and shows the start page.
    public void closeCluster() throws Exception {
        FxThread.run(() -> {
            window.showStart();
            parts.frame = Optional.empty();
            parts.background = Optional.empty();
        });
        pulse();
    }

    /// Runs a command that can be run now. On the JavaFX thread.
    public void run(String command) {
        window.commandsNow().stream()
                .filter(known -> known.id().equals(command))
                .findFirst()
                .orElseThrow()
                .run();
    }

    /// The frame of the cluster that is shown.
    public FrameModel frame() {
        return parts.frame.orElseThrow();
    }

    public void select(String id) throws Exception {
        FxThread.run(() -> frame().select(id));
    }

    public void appearance(Appearance wanted) throws Exception {
        FxThread.run(() -> window.services().settings().update(now -> now.withAppearance(wanted)));
    }

    /// Puts a file among those that were opened before.
    public void remember(Path file) throws Exception {
        FxThread.run(() -> window.services().settings().update(now -> now.withRecentFile(file.toString())));
    }

    /// Goes to a tab by its id.
    public void tab(String id) throws Exception {
        FxThread.run(() -> {
            TabPane tabs = all(TabPane.class).getFirst();
            tabs.getTabs().stream()
                    .filter(tab -> id.equals(tab.getId()))
                    .findFirst()
                    .ifPresent(tabs.getSelectionModel()::select);
        });
        pulse();
    }

    public List<String> tabs() throws Exception {
        return FxThread.call(() -> all(TabPane.class).stream()
                .flatMap(pane -> pane.getTabs().stream())
                .map(javafx.scene.control.Tab::getId)
                .toList());
    }

    /// Presses the button with that text.
    public void press(String text) throws Exception {
        FxThread.run(() -> {
            all(ButtonBase.class).stream()
                    .filter(button -> button instanceof Button || button instanceof ToggleButton)
                    .filter(button -> text.equals(button.getText()) && isShown(button))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no button " + text))
                    .fire();
        });
        pulse();
    }

    /// Waits for the next pictures, so that what was done is laid out.
    public void pulse() throws Exception {
        CountDownLatch drawn = new CountDownLatch(2);
        FxThread.run(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                drawn.countDown();
                if (drawn.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        if (!drawn.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the window draws no more");
        }
    }

    /// Opens the command palette by its key.
    public void openPalette() throws Exception {
        FxThread.run(() -> {
            all(TabPane.class)
                    .getFirst()
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.K, false, true, false, false));
        });
        pulse();
    }

    /// Every node of a kind, in the order of the scene. On the JavaFX thread.
    public <T extends Node> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(stage.getScene().getRoot(), type, found);
        return found;
    }

    private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
        }
    }

    /// Those that can be seen: tabs that are not chosen are still in the scene. On the JavaFX thread.
    public <T extends Node> List<T> shown(Class<T> type) {
        return all(type).stream().filter(WindowDriver::isShown).toList();
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    public boolean says(String text) {
        return shown(Label.class).stream()
                .anyMatch(label -> label.getText() != null && label.getText().contains(text));
    }

    /// Waits until something holds on the JavaFX thread, for a minute at most.
    public void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!FxThread.call(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to hold within a minute");
            }
            Thread.sleep(20);
        }
    }

    public Stage stage() {
        return stage;
    }

    public GuiseWindow window() {
        return window;
    }

    /// What the window shows once nothing moves any more: no work goes on and twelve pictures in a row are the same.
    public WritableImage picture() throws Exception {
        java.util.concurrent.CompletableFuture<WritableImage> picture = new java.util.concurrent.CompletableFuture<>();
        FxThread.run(() -> new AnimationTimer() {
            private int still;
            private int pulses;
            private Optional<WritableImage> last = Optional.empty();

            @Override
            public void handle(long now) {
                WritableImage image = stage.getScene().snapshot(null);
                boolean same = last.filter(before -> isSame(before, image)).isPresent();
                still = same && isIdle() ? still + 1 : 0;
                last = Optional.of(image);
                if (still >= STILL_PULSES || ++pulses > MAX_PULSES) {
                    stop();
                    picture.complete(image);
                }
            }
        }.start());
        return picture.get(2, TimeUnit.MINUTES);
    }

    private boolean isIdle() {
        return window.services().background().activities().isEmpty()
                && parts.background.stream().allMatch(jobs -> jobs.activities().isEmpty());
    }

    static boolean isSame(WritableImage a, WritableImage b) {
        int width = (int) a.getWidth();
        int height = (int) a.getHeight();
        return width == (int) b.getWidth()
                && height == (int) b.getHeight()
                && java.util.Arrays.equals(pixels(a), pixels(b));
    }

    static int[] pixels(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    @Override
    public void close() {
        try {
            FxThread.run(() -> {
                window.close();
                stage.close();
            });
        } catch (Exception failed) {
            throw new IllegalStateException("The window was not closed", failed);
        }
    }
}
