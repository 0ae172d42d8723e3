package dev.guise.ui.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.cluster.read.SavedSnapshotSource;
import dev.guise.cluster.read.SnapshotFile;
import dev.guise.findings.Finding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Subject;
import dev.guise.ui.ClusterViews;
import dev.guise.ui.GuiseWindow;
import dev.guise.ui.WindowParts;
import dev.guise.ui.WindowServices;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.draft.plan.DraftBench;
import dev.guise.ui.draft.plan.DraftBench.Answers;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.findings.FindingsModel;
import dev.guise.ui.findings.FindingsTab;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.review.Session;
import dev.guise.ui.start.ClusterCatalog;
import dev.guise.ui.start.SourceCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer drafts in the window, takes the plan away, and sees what is left once it was applied.
@Tag("window")
class DraftWindowTest {
    private static final Subject GATEWAY = Subject.serviceAccount("gateway-system", "api-gateway");
    private static final Subject ADMIN = Subject.serviceAccount("ci", "namespace-admin");
    private static final Subject DOCTOR = Subject.serviceAccount("kube-system", "node-doctor");

    @TempDir
    Path folder;

    private final Answers dialogs = new Answers();
    private Optional<FindingsModel> shown = Optional.empty();
    private Optional<DraftTab> tab = Optional.empty();
    private Stage stage;
    private GuiseWindow window;

    /// Findings and drafts, with a person's answers in the place of dialogs.
    private final class Parts implements WindowParts {
        @Override
        public SourceCatalog catalog(WindowServices services) {
            return new ClusterCatalog(services.environment(), services.settings()::get);
        }

        @Override
        public ClusterViews open(
                ClusterSource source, ClusterSnapshot snapshot, WindowServices services, Lifetime life) {
            FrameModel frame = new FrameModel();
            Session session = Session.of(snapshot, frame, services.background(), dialogs, "");
            FindingsModel found = new FindingsModel(session);
            shown = Optional.of(found);
            FindingsTab findings = new FindingsTab(session, found, services.settings());
            DraftTab drafts = new DraftTab(new DraftModel(session), services.settings());
            tab = Optional.of(drafts);
            return new ClusterViews(
                    frame, List.of(() -> () -> drafts, () -> () -> findings), List.of(), session.loader()::open);
        }
    }

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("guise.config", folder.resolve("settings").toString());
        Environment environment = new Environment(Map.of(), properties);
        FxThread.run(() -> {
            stage = new Stage();
            window = new GuiseWindow(stage, environment, new Parts());
            window.open(List.of());
            window.read(new DemoSource());
        });
        FxThread.await(() -> all(ListView.class).stream().anyMatch(list -> has(list, Grant.class)));
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> {
            window.close();
            stage.close();
        });
    }

    private <T extends Node> List<T> all(Class<T> type) {
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

    private boolean shows(Predicate<String> text) {
        return all(Label.class).stream().anyMatch(label -> label.getText() != null && text.test(label.getText()));
    }

    private static boolean has(ListView<?> list, Class<?> type) {
        return list.getItems().stream().anyMatch(type::isInstance);
    }

    private void press(String text) throws Exception {
        FxThread.await(() -> all(ButtonBase.class).stream().anyMatch(button -> isReady(button, text)));
        FxThread.run(() -> {
            all(ButtonBase.class).stream()
                    .filter(button -> isReady(button, text))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
    }

    private static boolean isReady(ButtonBase button, String text) {
        return text.equals(button.getText()) && !button.isDisabled();
    }

    private <T> void select(Class<T> type, Predicate<T> which) throws Exception {
        FxThread.await(() -> all(ListView.class).stream()
                .flatMap(list -> ((ListView<?>) list).getItems().stream())
                .anyMatch(item -> type.isInstance(item) && which.test(type.cast(item))));
        FxThread.run(() -> {
            for (ListView<?> list : all(ListView.class)) {
                for (int i = 0; i < list.getItems().size(); i++) {
                    Object item = list.getItems().get(i);
                    if (type.isInstance(item) && which.test(type.cast(item))) {
                        list.getSelectionModel().select(i);
                        return;
                    }
                }
            }
        });
    }

    private CodeArea yaml() {
        return all(CodeArea.class).stream()
                .filter(code -> code.isEditable())
                .findFirst()
                .orElseThrow();
    }

    private String text() {
        String text = all(CodeArea.class).stream().anyMatch(CodeArea::isEditable) ? yaml().getText() : "";
        return text == null ? "" : text;
    }

    private <T extends Node> T named(Class<T> type, String name) {
        return all(type).stream()
                .filter(node -> name.equals(node.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private void tab(String title) throws Exception {
        FxThread.run(() -> all(TabPane.class).stream()
                .flatMap(pane -> pane.getTabs().stream())
                .filter(tab -> tab.getText().startsWith(title))
                .forEach(tab -> tab.getTabPane().getSelectionModel().select(tab)));
    }

    private void export(String name, String item) throws Exception {
        dialogs.target = Optional.of(folder.resolve(name));
        FxThread.run(() -> all(MenuButton.class).stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(entry -> item.equals(entry.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
        FxThread.await(() -> dialogs.told.contains("Saved " + folder.resolve(name)));
    }

    @Test
    void theGatewayTheDeadRoleAndTheNodeAgentAreMendedAndGoneAfterwards() throws Exception {
        press("Split by tenant");
        select(Grant.class, grant -> grant.binding().name().equals("gateway-impersonation"));
        FxThread.run(
                () -> named(TextField.class, "Allowed actions for each tenant").setText("get, list pods"));
        press("Split");
        FxThread.await(() -> text().contains("gateway-impersonation-tenant-a-who"));

        press("Add");
        press("Fix a finding");
        select(Finding.class, finding -> finding.id().equals("DEAD-SA-FULLNAME") && ADMIN.equals(finding.subject()));
        press("Draft a fix");
        FxThread.await(() -> text().contains("- deployer") && text().contains("namespace: staging"));

        press("Evidence");
        press("Open the demo audit log");
        FxThread.await(() -> shows(text -> text.contains("impersonated,")));
        assertTrue(FxThread.call(() -> shows(text -> text.contains("impersonated,") && !text.contains("not read"))));
        FxThread.run(() -> named(TextField.class, "Filter requests").setText("node-doctor"));
        press("Draft from this evidence");
        FxThread.await(() -> text().contains("impersonate:associated-node"));
        assertTrue(FxThread.call(() -> text().contains("# delete: ClusterRole node-doctor-impersonates-nodes")));

        tab("Impact");
        FxThread.await(() -> shows(text -> text.contains("findings fixed")));
        export("plan.yaml", "Save as single file…");
        export("undo.yaml", "Save undo file…");
        export("plan", "Save as folder…");
        String readme = Files.readString(folder.resolve("plan").resolve("README.md"));
        assertTrue(
                readme.contains("(DEAD-SA-FULLNAME). ") && readme.contains("- Fixed: gateway-system/api-gateway: "),
                readme);

        ClusterSnapshot before = DraftBench.demo();
        ClusterSnapshot after = before.withRbac(applied(before.rbac(), folder.resolve("plan.yaml")));
        assertEquals(
                before.rbac().size(),
                applied(after.rbac(), folder.resolve("undo.yaml")).size());
        Path saved = folder.resolve("after" + SnapshotFile.ENDING);
        SnapshotFile.write(after, saved);
        FxThread.run(() -> window.read(new SavedSnapshotSource(saved)));
        FxThread.await(() ->
                all(CodeArea.class).isEmpty() && all(ListView.class).stream().anyMatch(list -> has(list, Grant.class)));
        tab("Findings");
        FxThread.await(() -> !findings().isEmpty());
        List<Finding> left = FxThread.call(this::findings);
        assertFalse(
                left.stream().anyMatch(f -> GATEWAY.equals(f.subject()) && f.id().startsWith("IMP-")), left.toString());
        assertFalse(left.stream().anyMatch(f -> ADMIN.equals(f.subject()) && f.id().startsWith("DEAD-")));
        assertFalse(left.stream()
                .anyMatch(f -> DOCTOR.equals(f.subject())
                        && f.origin().binding() != null
                        && f.origin().binding().name().equals("node-doctor-impersonates-nodes")));
    }

    private List<Finding> findings() {
        return shown.map(model -> model.stateProperty().get()).orElseThrow() instanceof FindingsModel.Known(var all)
                ? all.unexpected()
                : List.of();
    }

    /// What a cluster has after the file was applied, read as any manifest is, and after what its comments name was
    /// deleted.
    private static RbacObjects applied(RbacObjects cluster, Path plan) throws Exception {
        RbacObjects put = new FileSource(List.of(plan)).read(ReadProgress.NONE).rbac();
        List<String> deleted = Files.readAllLines(plan).stream()
                .filter(line -> line.startsWith("# delete: "))
                .map(line -> line.substring("# delete: ".length()))
                .toList();
        return new RbacObjects(
                merged(
                        cluster.roles(),
                        put.roles(),
                        deleted,
                        role -> "Role " + role.meta().qualifiedName()),
                merged(cluster.clusterRoles(), put.clusterRoles(), deleted, role -> "ClusterRole " + role.name()),
                merged(
                        cluster.roleBindings(),
                        put.roleBindings(),
                        deleted,
                        b -> "RoleBinding " + b.meta().qualifiedName()),
                merged(
                        cluster.clusterRoleBindings(),
                        put.clusterRoleBindings(),
                        deleted,
                        b -> "ClusterRoleBinding " + b.name()));
    }

    private static <T> List<T> merged(List<T> old, List<T> put, List<String> deleted, Function<T, String> key) {
        List<String> now = put.stream().map(key).toList();
        return Stream.concat(old.stream().filter(object -> !now.contains(key.apply(object))), put.stream())
                .filter(object -> !deleted.contains(key.apply(object)))
                .toList();
    }

    @Test
    void formAndYamlFollowEachOtherAndUndoTakesBoth() throws Exception {
        select(Grant.class, grant -> grant.binding().name().equals("pipeline-impersonates"));
        press("Constrain");
        FxThread.await(() -> text().contains("test-runner"));
        FxThread.run(() -> named(TextField.class, "May become these users").setText("deploy-bot, nightly"));
        FxThread.await(() -> text().contains("- nightly") && !text().contains("test-runner"));
        FxThread.run(() -> {
            CodeArea code = yaml();
            code.setText(String.valueOf(code.getText()).replace("- nightly", "- weekly"));
        });
        FxThread.await(
                () -> named(TextField.class, "May become these users").getText().equals("deploy-bot, weekly"));
        FxThread.run(() ->
                yaml().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.Z, false, true, false, false)));
        FxThread.await(() -> text().contains("- nightly")
                && named(TextField.class, "May become these users").getText().equals("deploy-bot, nightly"));
    }

    @Test
    void theTabKeyLeavesTheActionsAndTheYaml() throws Exception {
        select(Grant.class, grant -> grant.binding().name().equals("pipeline-impersonates"));
        press("Constrain");
        FxThread.await(() -> text().contains("test-runner"));
        FxThread.run(() -> {
            TextArea actions = named(TextArea.class, "Allowed actions");
            actions.requestFocus();
            actions.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "", KeyCode.TAB, false, false, false, false));
            assertFalse(actions.isFocused());
            assertFalse(actions.getText().contains("\t"));
            CodeArea code = yaml();
            code.requestFocus();
            code.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "", KeyCode.TAB, true, false, false, false));
            assertFalse(code.isFocused());
            code.requestFocus();
            code.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
            code.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "", KeyCode.TAB, false, false, false, false));
            assertFalse(code.isFocused(), "Esc, then Tab leaves");
            assertTrue(shows(text -> text.contains("Tab indents") && text.contains("Esc")), "and that is said");
        });
    }

    /// What is half typed is called wrong below its field: above it, the field would move away and its suggestions not.
    @Test
    void whatIsWrongInAFieldIsSaidBelowIt() throws Exception {
        select(Grant.class, grant -> grant.binding().name().equals("pipeline-impersonates"));
        press("Constrain");
        FxThread.await(() -> text().contains("test-runner"));
        FxThread.run(() -> {
            TextField accounts = named(TextField.class, "May become these service accounts");
            accounts.setText("half");
            stage.getScene().getRoot().layout();
            Label wrong = all(Label.class).stream()
                    .filter(label -> label.getText().startsWith("“half” is not a service account"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(wrong.localToScene(0, 0).getY()
                    > accounts.localToScene(0, 0).getY());
        });
    }

    @Test
    void aProblemIsRepairedByItsButton() throws Exception {
        press("New empty draft");
        FxThread.await(() -> all(CodeArea.class).stream().anyMatch(CodeArea::isEditable));
        FxThread.run(() -> yaml().setText("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: own-node}
            rules:
            - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:associated-node"], resourceNames: [a]}
            - {apiGroups: [""], resources: [pods], verbs: ["impersonate-on:associated-node:get"]}
            """));
        press("Remove resourceNames");
        FxThread.await(() -> !text().contains("resourceNames"));
    }

    /// Started from another tab, where what had the keys goes with the tab.
    @Test
    void theKeysAreInTheDraftThatWasAskedForFromElsewhere() throws Exception {
        tab("Findings");
        FxThread.run(() -> drafts().commands().stream()
                .filter(command -> command.kind() == CommandId.DRAFT_EMPTY)
                .findFirst()
                .orElseThrow()
                .run());
        FxThread.await(() -> all(CodeArea.class).stream().anyMatch(CodeArea::isEditable)
                && isWithin(stage.getScene().getFocusOwner(), drafts().node()));
    }

    private DraftTab drafts() {
        return tab.orElseThrow();
    }

    private static boolean isWithin(@Nullable Node node, Node parent) {
        Node at = node;
        while (at != null && !at.equals(parent)) {
            at = at.getParent();
        }
        return at != null;
    }
}
