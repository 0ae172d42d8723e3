package dev.guise.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.SnapshotFile;
import dev.guise.findings.Severity;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.RbacObjects;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.compare.CompareModel.State;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.start.ClusterCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo beside an earlier look at it, without one of its bindings.
class CompareModelTest {
    @TempDir
    Path folder;

    private final List<Path> read = new ArrayList<>();
    private OpenSession open;
    private CompareModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        Environment environment = new Environment(Map.of(), new Properties());
        model = new CompareModel(
                open.session(), new ClusterCatalog(environment, () -> Settings.DEFAULTS), List::of, read::add);
    }

    private Path earlier() throws Exception {
        ClusterSnapshot now =
                open.session().loader().reviewProperty().get().orElseThrow().snapshot();
        RbacObjects rbac = now.rbac();
        List<ClusterRoleBinding> fewer = rbac.clusterRoleBindings().stream()
                .filter(binding -> !binding.name().equals("platform-admins"))
                .toList();
        assertEquals(rbac.clusterRoleBindings().size() - 1, fewer.size());
        ClusterSnapshot before =
                now.withRbac(new RbacObjects(rbac.roles(), rbac.clusterRoles(), rbac.roleBindings(), fewer));
        Path file = folder.resolve("before.guise.json.gz");
        SnapshotFile.write(dated(before), file);
        return file;
    }

    private static ClusterSnapshot dated(ClusterSnapshot s) {
        var origin =
                new ClusterSnapshot.Origin("earlier", "", s.origin().takenAt().minus(Duration.ofDays(7)));
        return new ClusterSnapshot(
                origin,
                s.server(),
                s.rbac(),
                s.serviceAccounts(),
                s.namespaces(),
                s.nodes(),
                s.pods(),
                s.workloads(),
                s.secrets(),
                s.configMaps(),
                s.webhookConfigurations(),
                s.warnings());
    }

    private void compare(Path file) throws Exception {
        open.dialogs().files.add(file);
        model.askForFiles();
        open.await(() -> !(model.stateProperty().get() instanceof State.Working));
    }

    @Test
    void theOlderOneIsBefore() throws Exception {
        compare(earlier());
        State.Known known =
                assertInstanceOf(State.Known.class, model.stateProperty().get());
        assertEquals("earlier", known.comparison().before().name());
        assertTrue(model.lines().stream()
                .anyMatch(line -> line.topic() == Topic.OBJECT
                        && line.sign() == Sign.CAME
                        && line.who().equals("platform-admins")));
        assertTrue(model.lines().stream()
                .anyMatch(line -> line.topic() == Topic.REACH
                        && line.who().equals("group platform-admins")
                        && line.what().equals("can now reach control of the cluster")));
    }

    @Test
    void whatIsSaidOfManyIsOneRowAndGoalsThatAreGainedComeFirst() throws Exception {
        Path file = earlier();
        compare(file);
        assertEquals(List.of(file), read);
        CompareModel.Row first = model.rows().getFirst();
        assertEquals("can now reach control of the cluster", first.line().what());
        assertEquals("everywhere", first.where());
        long named = model.lines().stream()
                .filter(line -> line.what().equals(first.line().what()))
                .count();
        assertEquals(named, first.lines().size());
        assertTrue(named > 1 && first.who().startsWith(named + " identities: "), first.who());
        assertEquals(
                model.lines().size(),
                model.rows().stream().mapToInt(row -> row.lines().size()).sum());
        List<String> reaches = model.rows().stream()
                .filter(row -> row.line().topic() == Topic.REACH)
                .map(row -> row.line().what())
                .toList();
        assertEquals(reaches.stream().distinct().toList(), reaches);
        model.select(first);
        assertEquals(
                named + " identities",
                open.session().frame().inspectorProperty().get().orElseThrow().title());
        List<Severity> added = model.lines().stream()
                .filter(line -> line.topic() == Topic.FINDING && line.sign() == Sign.CAME)
                .map(line -> line.severity().orElseThrow())
                .toList();
        assertEquals(added.stream().sorted().toList(), added);
        assertFalse(added.isEmpty());
    }

    @Test
    void filtersAndTextHoldWhatIsShown() throws Exception {
        compare(earlier());
        int all = model.lines().size();
        model.topicProperty().set(Optional.of(Topic.GRANT));
        assertTrue(!model.lines().isEmpty() && model.lines().size() < all);
        model.signProperty().set(Optional.of(Sign.WENT));
        assertEquals(0, model.lines().size());
        model.signProperty().set(Optional.empty());
        model.topicProperty().set(Optional.empty());
        model.textProperty().set("harbourmaster");
        assertFalse(model.lines().isEmpty());
        assertTrue(model.lines().stream().allMatch(line -> (line.who() + line.what()).contains("harbourmaster")));
        assertEquals(model.lines().size() + 3, model.copyText().lines().count());
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "kind: [");
        compare(file);
        State.Failed failed =
                assertInstanceOf(State.Failed.class, model.stateProperty().get());
        assertTrue(
                failed.problem().text().contains("broken.yaml"),
                failed.problem().text());
        model.cancel();
        assertInstanceOf(State.Nothing.class, model.stateProperty().get());
        assertEquals("", model.copyText());
    }
}
