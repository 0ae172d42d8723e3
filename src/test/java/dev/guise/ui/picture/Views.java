package dev.guise.ui.picture;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.SnapshotFile;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RbacObjects;
import dev.guise.ui.WindowDriver;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.control.SuggestField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
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

    private static final Set<String> LATER = Set.of("legacy-ci-impersonates", "backup-operator");
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
                type(window, "Anyone", "alice");
                type(window, "Identity, role, goal, or request like “delete nodes”", "Control of admission");
                window.press("Find paths");
                window.await(() -> window.says("Path 1"));
            }),
            new View("findings", true, window -> window.tab("findings")),
            new View("access-who", true, window -> window.tab("access")),
            new View("access-matrix", true, window -> {
                window.select("user:alice");
                window.tab("access");
                window.press("What can an identity do?");
            }),
            new View("access-compare", true, window -> {
                window.tab("access");
                window.press("Compare two");
                type(window, "First", "alice");
                type(window, "Second", "ci/runner");
                window.press("Compare");
            }),
            new View("simulate", true, window -> {
                window.tab("simulate");
                type(window, "Requestor", "alice");
                type(window, "Impersonate-User", "payments/checkout");
                type(window, "Namespace", "payments");
                window.press("Try it");
            }),
            new View("drafts", true, window -> {
                window.tab("drafts");
                window.await(() -> grants(window).findAny().isPresent());
                FxThread.run(() -> grants(window).forEach(Views::selectPipeline));
                window.press("Constrain");
                window.await(() -> grants(window).findAny().isEmpty());
                FxThread.run(() -> window.shown(TextArea.class).stream()
                        .filter(area -> "Allowed actions".equals(area.getAccessibleText()))
                        .forEach(area -> area.setText("get, patch deployments.apps in staging")));
            }),
            new View("compare", true, window -> {
                window.remember(earlier());
                window.tab("compare");
                window.await(() -> window.shown(MenuButton.class).stream().anyMatch(Views::isRecent));
                FxThread.run(() -> window.shown(MenuButton.class).stream()
                        .filter(Views::isRecent)
                        .forEach(menu -> menu.getItems().getFirst().fire()));
                window.await(() -> !window.shown(TableView.class).isEmpty());
            }),
            new View("palette", true, window -> {
                window.openPalette();
                FxThread.run(() -> window.shown(TextField.class).stream()
                        .filter(field -> field.getStyleClass().contains("palette-field"))
                        .findFirst()
                        .ifPresent(field -> field.setText("payments")));
            }));

    private Views() {}

    private static boolean isRecent(MenuButton menu) {
        return "Recent files".equals(menu.getText()) && !menu.getItems().isEmpty();
    }

    /// The demo a week earlier, before a few of its bindings were made.
    private static Path earlier() throws Exception {
        ClusterSnapshot now = new DemoSource().read(ReadProgress.NONE);
        RbacObjects rbac = now.rbac();
        ClusterSnapshot before = now.withRbac(new RbacObjects(
                rbac.roles(),
                rbac.clusterRoles(),
                rbac.roleBindings(),
                rbac.clusterRoleBindings().stream()
                        .filter(binding -> !LATER.contains(binding.name()))
                        .toList()));
        Path file = Files.createTempDirectory("guise-earlier").resolve("last-week.guise.json.gz");
        SnapshotFile.write(
                new ClusterSnapshot(
                        new ClusterSnapshot.Origin("Demo", "", Instant.parse("2026-01-05T09:41:00Z")),
                        before.server(),
                        before.rbac(),
                        before.serviceAccounts(),
                        before.namespaces(),
                        before.nodes(),
                        before.pods(),
                        before.workloads(),
                        before.secrets(),
                        before.configMaps(),
                        before.webhookConfigurations(),
                        before.warnings()),
                file);
        return file;
    }

    /// Types into the field with that accessible text.
    private static void type(WindowDriver window, String field, String text) throws Exception {
        window.await(() ->
                window.shown(SuggestField.class).stream().anyMatch(shown -> field.equals(shown.getAccessibleText())));
        FxThread.run(() -> window.shown(SuggestField.class).stream()
                .filter(shown -> field.equals(shown.getAccessibleText()))
                .findFirst()
                .ifPresent(shown -> shown.setText(text)));
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

    private static Stream<ListView<?>> grants(WindowDriver window) {
        return window.shown(ListView.class).stream()
                .<ListView<?>>map(list -> list)
                .filter(list -> list.getItems().stream().anyMatch(Grant.class::isInstance));
    }

    private static void selectPipeline(ListView<?> grants) {
        for (int i = 0; i < grants.getItems().size(); i++) {
            if (grants.getItems().get(i) instanceof Grant grant
                    && grant.binding().name().equals("pipeline-impersonates")) {
                grants.getSelectionModel().select(i);
            }
        }
    }
}
