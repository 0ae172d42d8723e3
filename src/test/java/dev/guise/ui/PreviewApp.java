package dev.guise.ui;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.IdentityKind;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.Rank;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.graph.DiagramView;
import dev.guise.ui.start.ContextEntry;
import dev.guise.ui.start.SourceCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// The window with invented data, to look at it. Parameters: `--page=demo|reading|error`, `--size=1280x800`.
public final class PreviewApp extends GuiseApplication {

    public static void main(String[] args) {
        launch(PreviewApp.class, args);
    }

    @Override
    public void start(Stage stage) {
        super.start(stage);
        String[] size =
                getParameters().getNamed().getOrDefault("size", "1280x800").split("x");
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(Double.parseDouble(size[0]));
        stage.setHeight(Double.parseDouble(size[1]));
    }

    @Override
    protected WindowParts parts() {
        return new Parts();
    }

    @Override
    protected void opened(GuiseWindow window) {
        var named = getParameters().getNamed();
        String page = named.getOrDefault("page", "start");
        switch (page) {
            case "demo" -> window.show(snapshot());
            case "reading" -> window.read(new Slow());
            case "error" -> window.read(new Broken());
            default -> {}
        }
    }

    static ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                new ClusterSnapshot.Origin("shop-production", "https://10.20.0.1:6443", Instant.now()),
                ServerProfile.ofVersion("v1.36.2", 1, 36),
                new RbacObjects(List.of(), List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static final class Slow implements ClusterSource {
        @Override
        public String name() {
            return "shop-production";
        }

        @Override
        public ClusterSnapshot read(ReadProgress progress) throws SourceException {
            String[] kinds = {
                "clusterroles", "clusterrolebindings", "roles", "rolebindings", "serviceaccounts", "nodes", "pods"
            };
            for (String kind : kinds) {
                for (int i = 0; i < 5; i++) {
                    progress.reading(kind, i * 137);
                    pause();
                    if (progress.isCancelled()) {
                        throw new SourceException(name(), "stopped", "");
                    }
                }
                progress.done(kind, 685, kind.equals("nodes") ? "forbidden: nodes are not listed" : "");
            }
            return snapshot();
        }

        private static void pause() {
            try {
                Thread.sleep(180);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Broken implements ClusterSource {
        @Override
        public String name() {
            return "staging";
        }

        @Override
        public ClusterSnapshot read(ReadProgress progress) throws SourceException {
            throw new SourceException(
                    "https://staging.example:6443",
                    "the credential plugin aws-iam-authenticator was not found on PATH",
                    "Install it, or give the folder it is in under Settings");
        }
    }

    static final class Parts implements WindowParts {
        @Override
        public SourceCatalog catalog(WindowServices services) {
            return new Catalog();
        }

        @Override
        public ClusterViews open(
                ClusterSource source, ClusterSnapshot snapshot, WindowServices services, Lifetime life) {
            FrameModel model = new FrameModel();
            model.setCluster(new FrameModel.Cluster(
                    snapshot.origin().name(),
                    snapshot.origin().server(),
                    snapshot.server().version(),
                    Gate.ON,
                    snapshot.origin().takenAt(),
                    "#cf222e"));
            model.setOnGate(gate -> model.setCluster(new FrameModel.Cluster(
                    "shop-production", "https://10.20.0.1:6443", "v1.36.2", gate, Instant.now(), "#cf222e")));
            model.identities().setRows(identities());
            model.counts()
                    .setAll(
                            new FrameModel.Count(142, "identities"),
                            new FrameModel.Count(318, "bindings"),
                            new FrameModel.Count(96, "roles"),
                            new FrameModel.Count(17, "findings"));
            model.notices()
                    .setAll(
                            new FrameModel.Notice("nodes", "forbidden", "Paths through kubelets cannot be judged."),
                            new FrameModel.Notice("secrets", "read without their values", ""));
            model.selectionProperty()
                    .subscribe(id -> model.inspectorProperty()
                            .set(id.isEmpty() ? Optional.empty() : Optional.of(inspector(id))));
            DiagramView graph = new DiagramView(
                    "preview.graph",
                    services.background(),
                    services.layout(),
                    services.fonts(),
                    services.dialogs(),
                    services.settings(),
                    services.dark());
            graph.show(InventedDiagrams.reach());
            graph.setMenuCommands(target -> List.of(
                    CommandId.GRAPH_START.command(() -> {}),
                    CommandId.MARK_OWNED.command(() -> {}),
                    CommandId.GRAPH_COPY_NAME.command(() -> {})));
            List<ViewTab> tabs = new ArrayList<>();
            tabs.add(new Plugged(
                    new ViewId("graph", "Graph", Feather.SHARE_2), graph, graph.commands(), graph::focusSearch));
            for (String[] other : new String[][] {
                {"paths", "Paths"},
                {"findings", "Findings"},
                {"access", "Access"},
                {"simulate", "Simulate"},
                {"drafts", "Drafts"},
                {"compare", "Compare"}
            }) {
                Feather icon = switch (other[0]) {
                    case "paths" -> Feather.GIT_BRANCH;
                    case "findings" -> Feather.ALERT_OCTAGON;
                    case "access" -> Feather.KEY;
                    case "simulate" -> Feather.PLAY;
                    case "drafts" -> Feather.EDIT_3;
                    default -> Feather.COLUMNS;
                };
                tabs.add(new Plugged(
                        new ViewId(other[0], other[1], icon),
                        StatePane.empty(icon, "Nothing here yet", "Choose two ends to see how one becomes the other."),
                        List.of(),
                        () -> {}));
            }
            List<Supplier<ClusterViews.View>> made = tabs.stream()
                    .<Supplier<ClusterViews.View>>map(tab -> () -> () -> tab)
                    .toList();
            return new ClusterViews(model, made, List.of(), () -> {});
        }

        private static InspectorContent inspector(String id) {
            return new InspectorContent(
                    id,
                    "Service account",
                    Feather.CPU,
                    List.of(
                            new InspectorContent.Facts(
                                    "About",
                                    List.of(
                                            new Fact("Namespace", "ci"),
                                                    new Fact(
                                                            "Groups",
                                                            "system:serviceaccounts, system:serviceaccounts:ci"),
                                            new Fact("Pods", "3 running"),
                                                    new Fact("Worst goal", "cluster-admin in 3 steps"))),
                            new InspectorContent.Actions(
                                    "",
                                    List.of(
                                            CommandId.GRAPH_CONSTRAIN.command(() -> {}),
                                            CommandId.PATHS_FROM.command(() -> {}))),
                            new InspectorContent.Links(
                                    "Bindings",
                                    List.of(
                                            new Link("deployer-impersonate", "ClusterRoleBinding", Feather.LINK, "crb"),
                                            new Link("ci-edit", "RoleBinding in shop", Feather.LINK, "rb"))),
                            new InspectorContent.Links(
                                    "Reaches",
                                    java.util.stream.IntStream.range(0, 20)
                                            .mapToObj(
                                                    i -> new Link("shop/worker-" + i, "by a pod", Feather.CPU, "w" + i))
                                            .toList()),
                            new InspectorContent.Code("YAML", """
                                apiVersion: v1
                                kind: ServiceAccount
                                metadata:
                                  name: deployer
                                  namespace: ci
                                automountServiceAccountToken: true
                                """)));
        }

        private static List<IdentityRow> identities() {
            List<IdentityRow> rows = new ArrayList<>();
            rows.add(new IdentityRow("u:jane", IdentityKind.USER, "jane@example.com", "", Rank.HIGH, "secrets"));
            rows.add(new IdentityRow(
                    "u:root", IdentityKind.USER, "kubernetes-admin", "", Rank.CRITICAL, "cluster-admin"));
            rows.add(new IdentityRow(
                    "u:ci", IdentityKind.USER, "oidc:pipeline-with-a-rather-long-name@example.com", "", Rank.LOW, ""));
            rows.add(new IdentityRow(
                    "g:masters", IdentityKind.GROUP, "system:masters", "", Rank.CRITICAL, "cluster-admin"));
            rows.add(new IdentityRow("g:ops", IdentityKind.GROUP, "operators", "", Rank.CRITICAL, "cluster-admin"));
            rows.add(new IdentityRow("g:auth", IdentityKind.GROUP, "system:authenticated", "", Rank.NONE, ""));
            rows.add(new IdentityRow("anyone", IdentityKind.ANYONE, "system:anonymous", "", Rank.NONE, ""));
            String[] spaces = {"ci", "shop", "kube-system", "monitoring"};
            for (String space : spaces) {
                rows.add(new IdentityRow(
                        "sa:" + space + ":default", IdentityKind.SERVICE_ACCOUNT, "default", space, Rank.NONE, ""));
                for (int i = 0; i < 8; i++) {
                    Rank rank = List.of(Rank.values()).get(Math.min(4, i / 2 + (space.equals("shop") ? 1 : 0)));
                    rows.add(new IdentityRow(
                            "sa:" + space + i,
                            IdentityKind.SERVICE_ACCOUNT,
                            "worker-" + i,
                            space,
                            rank,
                            rank == Rank.NONE ? "" : rank == Rank.CRITICAL ? "cluster-admin" : "secrets"));
                }
            }
            for (int i = 0; i < 5; i++) {
                rows.add(new IdentityRow("n" + i, IdentityKind.NODE, "ip-10-20-0-" + i, "", Rank.MEDIUM, "pods"));
            }
            return rows;
        }
    }

    private record Plugged(ViewId id, Node node, List<Command> commands, Runnable finder) implements ViewTab {
        @Override
        public void find() {
            finder.run();
        }
    }

    private static final class Catalog implements SourceCatalog {
        @Override
        public Contexts contexts() {
            return new Contexts(
                    List.of(
                            new ContextEntry(
                                    "shop-production",
                                    "https://10.20.0.1:6443",
                                    "jane@example.com",
                                    "/home/jane/.kube/config",
                                    "#cf222e",
                                    ContextEntry.Use.CURRENT),
                            new ContextEntry(
                                    "staging",
                                    "https://staging.example:6443",
                                    "jane@example.com",
                                    "/home/jane/.kube/config",
                                    "#bf8700",
                                    ContextEntry.Use.OTHER),
                            new ContextEntry(
                                    "arn:aws:eks:eu-central-1:123456789012:cluster/analytics-blue",
                                    "https://ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
                                    "arn:aws:eks",
                                    "/home/jane/clients/analytics/kubeconfig.yaml",
                                    "",
                                    ContextEntry.Use.OTHER)),
                    List.of("/home/jane/.kube/old.yaml: line 3: not YAML. Mend or remove the file."));
        }

        @Override
        public ClusterSource context(ContextEntry entry) {
            return entry.name().equals("staging") ? new Broken() : new Slow();
        }

        @Override
        public ClusterSource files(List<Path> files) {
            return new Slow();
        }

        @Override
        public ClusterSource demo() {
            return new Slow();
        }
    }
}
