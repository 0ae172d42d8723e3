package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.findings.Tenants;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.SilentDialogs;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.IdentityMark;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.workspace.WorkspaceStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done in one session is there in the next. The test's thread stands for the window's.
class SessionWorkspaceTest {
    private static final String RUNNER = "serviceaccount:ci/pipeline";
    private static ClusterSnapshot snapshot;

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final Background background = new Background(window::add, error -> {
        throw new AssertionError(error);
    });

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    static void read() throws Exception {
        snapshot = new DemoSource().read(ReadProgress.NONE);
    }

    private Session open(ReviewOptions options) throws InterruptedException {
        WorkspaceStore store = WorkspaceStore.of(directory.resolve("w.json"), "Demo", background, problem -> {
            throw new AssertionError(problem);
        });
        Session session = Session.of(snapshot, new FrameModel(), background, new SilentDialogs(), "", options, store);
        session.frame().tabProperty().set("graph");
        session.loader().open();
        await(() -> !session.loader().reachesProperty().get().isEmpty());
        return session;
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = window.poll(60, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing happened within a minute");
            next.run();
        }
    }

    private static IdentityRow row(Session session, String id) {
        return session.frame().identities().rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingIsThereAgain() throws Exception {
        Session first = open(ReviewOptions.DEFAULT);
        first.marks().toggleOwned(RUNNER);
        first.marks().toggleAccepted("user:alice");
        first.marks().setNote("ClusterRole:cluster-admin", "who has it?");
        first.frame().select("user:alice");
        first.frame().tabProperty().set("findings");
        first.frame().select(RUNNER);
        first.frame().choose("ClusterRole:cluster-admin");
        first.marks().workspace().flush();

        Session second = open(ReviewOptions.DEFAULT);
        assertTrue(second.marks().owned().contains(RUNNER));
        assertTrue(row(second, RUNNER).has(IdentityMark.OWNED));
        assertTrue(row(second, "user:alice").has(IdentityMark.ACCEPTED));
        assertFalse(row(second, "user:alice").has(IdentityMark.OWNED));
        assertEquals("who has it?", second.marks().note("ClusterRole:cluster-admin"));
        assertEquals(RUNNER, second.frame().selectionProperty().get());
        assertEquals("findings", second.frame().tabProperty().get());
        assertEquals(List.of("ClusterRole:cluster-admin"), second.frame().recent());
        second.frame().back();
        assertEquals("user:alice", second.frame().selectionProperty().get());
        assertEquals("findings", second.frame().tabProperty().get());
        second.frame().back();
        assertEquals("graph", second.frame().tabProperty().get());
    }

    @Test
    void whatIsNoLongerThereIsNotSelectedButNothingIsForgotten() throws Exception {
        Files.writeString(directory.resolve("w.json"), """
            {"format":"guise-workspace","version":1,
             "owned":[{"kind":"User","name":"gone"}],
             "notes":[{"object":{"kind":"Role","namespace":"gone","name":"r"},"text":"was here"}],
             "place":{"tab":"findings","selection":"user:gone"}}
            """);
        Session session = open(ReviewOptions.DEFAULT);
        assertFalse(session.frame().selectionProperty().get().isEmpty());
        assertFalse(session.frame().selectionProperty().get().equals("user:gone"));
        assertEquals("findings", session.frame().tabProperty().get());
        session.marks().toggleOwned(RUNNER);
        session.marks().workspace().flush();
        String text = Files.readString(directory.resolve("w.json"));
        assertTrue(text.contains("\"gone\"") && text.contains("was here") && text.contains("pipeline"), text);
    }

    @Test
    void aBrokenFileIsToldAmongTheWarnings() throws Exception {
        Files.writeString(directory.resolve("w.json"), "{");
        Session session = open(ReviewOptions.DEFAULT);
        assertTrue(session.frame().notices().stream()
                .anyMatch(notice -> notice.what().contains("w.json.broken")));
    }

    @Test
    void techniqueFilesAndTenantsCount() throws Exception {
        Path own = Files.writeString(directory.resolve("own.yaml"), """
            techniques:
              - id: pod-logs
                title: Read a token from a log
                what: The program in this pod prints its token.
                audit: get on pods/log.
                close: Do not print tokens.
                reference: https://example.com/logs
                cost: 1
                confidence: high
                needs:
                  - target: pod
                    anyOf:
                      - {verbs: [get], apiGroup: "", resources: [pods/log]}
                gives: credential-of-target
            """);
        Path broken = Files.writeString(
                directory.resolve("broken.yaml"), Files.readString(own).replace("cost: 1", "cost: 9"));
        Tenants tenants = Tenants.byNamespace(List.of("ci"));
        Session session = open(new ReviewOptions(List.of(own, broken), tenants));
        Review review = session.loader().reviewProperty().get().orElseThrow();
        assertTrue(review.escalation().catalogue().technique("pod-logs").isPresent());
        assertEquals(tenants, review.analysis().tenants());
        String problem = review.problems().getFirst().lines().getFirst();
        assertTrue(problem.startsWith(broken + ":8: "), problem);
        assertTrue(session.frame().notices().stream()
                .anyMatch(notice -> notice.what().contains("broken.yaml:8")));
        session.loader().setOptions(ReviewOptions.DEFAULT);
        await(() ->
                session.loader().reviewProperty().get().orElseThrow().problems().isEmpty());
        assertTrue(
                session.loader().reviewProperty().get().orElseThrow().problems().isEmpty());
        assertTrue(session.frame().notices().stream()
                .noneMatch(notice -> notice.what().contains("broken.yaml")));
    }

    @Test
    void theFilterKnowsWhatIsReachedAndOwned() throws Exception {
        Session session = open(ReviewOptions.DEFAULT);
        session.marks().toggleOwned(RUNNER);
        var list = session.frame().identities();
        list.filterProperty().set("owned:");
        assertEquals(
                1,
                list.lines().stream()
                        .filter(line -> line.toString().startsWith("Entry"))
                        .count());
        list.filterProperty().set("reaches:cluster-control kind:sa ns:ci");
        assertTrue(list.indexOf(RUNNER) >= 0);
        assertEquals(-1, list.indexOf("user:alice"));
        Set<String> kinds = Set.of("user", "users", "group", "serviceaccount", "sa", "node", "anyone");
        for (String kind : kinds) {
            list.filterProperty().set("kind:" + kind);
            assertFalse(list.lines().isEmpty(), kind);
        }
        list.filterProperty().set("kind:pod");
        assertTrue(list.lines().isEmpty());
    }
}
