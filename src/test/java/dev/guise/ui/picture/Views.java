package dev.guise.ui.picture;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.ui.WindowDriver;
import dev.guise.ui.common.FxThread;
import dev.guise.ui.common.SuggestField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;

/// The views of which pictures are made. A new view is one more line.
final class Views {

    /// What is done in the window before its picture is taken.
    interface Steps {
        void run(WindowDriver window) throws Exception;
    }

    /// A view.
    ///
    /// @param name of the file
    /// @param demo whether the demo cluster is open when the steps begin
    record View(String name, boolean demo, Steps steps) {}

    private static final String RUNNER = "serviceaccount:ci/runner";

    static final List<View> ALL = List.of(
            new View("start", false, window -> window.await(() -> window.says("shop-production"))),
            new View("reading", false, window -> window.read(new HalfRead())),
            new View("graph", true, window -> {
                window.tab("graph");
                window.select(RUNNER);
            }),
            new View("graph-to", true, window -> {
                window.tab("graph");
                window.select(RUNNER);
                window.await(() -> window.says("What ci/runner can become"));
                window.press("To here");
            }),
            new View("path", true, window -> {
                window.tab("paths");
                type(window, 0, "alice");
                type(window, 1, "Control of admission");
                window.press("Find paths");
                window.await(() -> window.says("Path 1"));
            }),
            new View("findings", true, window -> window.tab("findings")),
            new View("access-who", true, window -> window.tab("access")),
            new View("access-matrix", true, window -> {
                window.select("user:alice");
                window.tab("access");
                window.press("What can somebody do?");
            }),
            new View("access-compare", true, window -> {
                window.tab("access");
                window.press("Compare two");
                type(window, 0, "alice");
                type(window, 1, "ci/runner");
                window.press("Compare");
            }),
            new View("simulate", true, window -> {
                window.tab("simulate");
                type(window, 0, "alice");
                type(window, 2, "payments/checkout");
                window.press("Try it");
            }),
            new View("drafts", true, window -> {
                window.tab("drafts");
                FxThread.run(() -> window.shown(ComboBox.class).stream()
                        .filter(box -> !box.getItems().isEmpty())
                        .findFirst()
                        .ifPresent(box -> box.getSelectionModel().select(0)));
            }),
            new View("palette", true, window -> {
                window.press("Search or run");
                FxThread.run(() -> window.shown(TextField.class).stream()
                        .filter(field -> field.getStyleClass().contains("palette-field"))
                        .findFirst()
                        .ifPresent(field -> field.setText("payments")));
            }));

    private Views() {}

    private static void type(WindowDriver window, int field, String text) throws Exception {
        window.await(() -> window.shown(SuggestField.class).size() > field);
        FxThread.run(() -> window.shown(SuggestField.class).get(field).setText(text));
    }

    /// A kubeconfig with a few contexts, for the start page.
    static Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: production, cluster: {server: "https://10.20.0.1:6443"}}
                - {name: staging, cluster: {server: "https://staging.example:6443"}}
                users:
                - {name: jane, user: {token: none}}
                contexts:
                - {name: shop-production, context: {cluster: production, user: jane}}
                - {name: staging, context: {cluster: staging, user: jane}}
                """);
    }

    /// A read that stops halfway, until it is cancelled.
    private static final class HalfRead implements ClusterSource {
        @Override
        public String name() {
            return "shop-production";
        }

        @Override
        public ClusterSnapshot read(ReadProgress progress) throws SourceException {
            progress.done("clusterroles", 412, "");
            progress.done("clusterrolebindings", 237, "");
            progress.done("roles", 118, "");
            progress.done("nodes", 0, "forbidden: nodes may not be listed");
            progress.reading("pods", 1_500);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            throw new SourceException(name(), "Reading was stopped", "");
        }
    }
}
