package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.frame.Frame;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stays in memory of clusters that were closed: nothing.
@Tag("window")
class ClusterLifetimeTest {
    private static final int TIMES = 10;
    private static final Duration MAX_COLLECTION = Duration.ofSeconds(20);

    /// Everything that was made for clusters, by kind.
    private final Map<String, List<WeakReference<Object>>> made = new TreeMap<>();

    @TempDir
    Path directory;

    private WindowDriver driver;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        driver = WindowDriver.open(new ReviewParts(), directory, Map.of(), 1000, 640);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /// The demo, watched.
    private final class WatchedDemo implements ClusterSource {
        private final ClusterSource demo = new DemoSource();

        @Override
        public String name() {
            return demo.name();
        }

        @Override
        public ClusterSnapshot read(ReadProgress progress) throws dev.guise.cluster.SourceException {
            ClusterSnapshot snapshot = demo.read(progress);
            watch("snapshot", snapshot);
            return snapshot;
        }
    }

    private synchronized void watch(String kind, Object object) {
        made.computeIfAbsent(kind, any -> new ArrayList<>()).add(new WeakReference<>(object));
    }

    private synchronized Map<String, Long> alive() {
        Map<String, Long> counts = new TreeMap<>();
        made.forEach((kind, all) ->
                counts.put(kind, all.stream().filter(one -> one.get() != null).count()));
        return counts;
    }

    @Test
    void atMostOneClusterIsAliveAfterTenWereOpenedAndClosed() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            driver.open(new WatchedDemo());
            FxThread.run(() -> {
                watch("frame", driver.all(Frame.class).getFirst());
                watch("frame model", driver.frame());
            });
            if (i % 4 == 0) {
                lookAround();
            }
            driver.closeCluster();
        }
        assertTrue(
                made.getOrDefault("frame", List.of()).size() == TIMES
                        && made.getOrDefault("snapshot", List.of()).size() == TIMES,
                made::toString);
        assertAtMostOneIsAlive();
    }

    @Test
    void aClusterThatIsReadAgainLetsGoOfTheOneBefore() throws Exception {
        for (int i = 0; i < 3; i++) {
            driver.open(new WatchedDemo());
            FxThread.run(() -> watch("frame", driver.all(Frame.class).getFirst()));
        }
        assertAtMostOneIsAlive();
    }

    @Test
    void aClusterThatIsClosedBehindTheSettingsDoesNotComeBack() throws Exception {
        driver.open(new WatchedDemo());
        FxThread.run(() -> {
            driver.run("window.settings");
            driver.run("window.close");
            driver.run("window.settings");
        });
        driver.press("Done");
        FxThread.await(() -> driver.says("Who can become whom?"));
        driver.open(new WatchedDemo());
        assertAtMostOneIsAlive();
    }

    // Every view is shown, every line of menus made, a line selected in each table.
    private void lookAround() throws Exception {
        for (String tab : driver.tabs()) {
            driver.tab(tab);
            FxThread.run(() -> {
                driver.shown(TableView.class)
                        .forEach(table -> table.getSelectionModel().selectFirst());
                driver.shown(TreeTableView.class)
                        .forEach(table -> table.getSelectionModel().selectFirst());
                driver.shown(javafx.scene.control.MenuBar.class).stream()
                        .flatMap(bar -> bar.getMenus().stream())
                        .forEach(Menu::show);
                driver.shown(javafx.scene.control.MenuBar.class).stream()
                        .flatMap(bar -> bar.getMenus().stream())
                        .forEach(Menu::hide);
                driver.shown(Node.class).stream()
                        .filter(node -> node.isFocusTraversable())
                        .reduce((first, second) -> second)
                        .ifPresent(Node::requestFocus);
            });
        }
        driver.openPalette();
    }

    private void assertAtMostOneIsAlive() throws Exception {
        long end = System.nanoTime() + MAX_COLLECTION.toNanos();
        while (alive().values().stream().anyMatch(count -> count > 1) && System.nanoTime() < end) {
            driver.pulse();
            System.gc();
            Thread.sleep(50);
        }
        assertTrue(alive().values().stream().allMatch(count -> count <= 1), () -> "alive: " + alive());
    }
}
