package dev.guise.ui.draft.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.DryRunner;
import dev.guise.cluster.SourceException;
import dev.guise.draft.Applying.Verdict;
import dev.guise.draft.Change;
import dev.guise.draft.DraftObject;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ObjectMeta;
import dev.guise.ui.draft.plan.DraftBench;
import dev.guise.ui.draft.result.ClusterCheckModel.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterCheckModelTest {
    private DraftBench bench;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        bench = new DraftBench();
        bench.start(() -> bench.model
                .starts()
                .fromGrant(bench.model.points().grants().stream()
                        .filter(grant -> grant.binding().name().equals("pipeline-impersonates"))
                        .findFirst()
                        .orElseThrow()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Result workOut(ClusterCheckModel model, String who) throws Exception {
        bench.run(() -> {
            model.whoProperty().set(who);
            model.workOut();
        });
        bench.await(() -> model.resultProperty().get().isPresent());
        return bench.call(() -> model.resultProperty().get().orElseThrow());
    }

    @Test
    void whoeverMayWriteRolesIsToldApart() throws Exception {
        ClusterCheckModel model = bench.call(() -> new ClusterCheckModel(bench.model, Optional.empty()));
        assertFalse(model.isConnected());
        Result bob = workOut(model, "bob");
        assertEquals(4, bob.lines().size());
        assertTrue(bob.lines().stream().allMatch(line -> line.step().verdict() == Verdict.FORBIDDEN));
        bench.run(() -> bench.model.setForm(
                bench.model.stateProperty().get().current().orElseThrow().form().withUsers("deploy-bot"), "users"));
        assertTrue(bench.call(() -> model.resultProperty().get().isEmpty()), "what was worked out is of another plan");
        Result master = workOut(model, "group:system:masters");
        assertTrue(master.lines().stream().allMatch(line -> line.step().verdict() == Verdict.POSSIBLE));
        assertTrue(master.lines().stream().allMatch(line -> line.answer().isEmpty()));
    }

    @Test
    void aClusterThatCannotBeAskedIsSaid() throws Exception {
        ClusterCheckModel model = bench.call(() -> new ClusterCheckModel(bench.model, Optional.of(() -> {
            throw new SourceException("https://c", "The server is gone", "Try again.");
        })));
        assertTrue(model.isConnected());
        bench.run(model::askCluster);
        bench.await(() -> !bench.dialogs.problems.isEmpty());
        assertEquals("The server is gone", bench.dialogs.problems.getFirst().message());
        assertTrue(bench.call(() -> model.resultProperty().get().isEmpty()));
    }

    @Test
    void accountsAreNeverSentAndThatIsSaid() {
        DraftObject account = DraftObject.account(ObjectMeta.namespaced("ci", "bot"));
        Change create = new Change.Create(account);
        assertTrue(ClusterCheckModel.unasked(create).orElseThrow() instanceof DryRunner.Verdict.NotAsked(String why)
                && why.contains("kubectl apply --dry-run=server"));
        assertTrue(ClusterCheckModel.unasked(create.undo()).isEmpty(), "no deletion is tried");
        DraftObject role = DraftObject.of(new ClusterRole(ObjectMeta.cluster("r"), List.of()));
        assertTrue(ClusterCheckModel.unasked(new Change.Create(role)).isEmpty());
    }
}
