package dev.guise.ui.draft.result;

import dev.guise.cluster.DryRunner;
import dev.guise.cluster.SourceException;
import dev.guise.draft.Applying;
import dev.guise.draft.Applying.Step;
import dev.guise.draft.Change;
import dev.guise.draft.DraftPlan;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.draft.evidence.EvidenceWords;
import dev.guise.ui.draft.plan.DraftEntry;
import dev.guise.ui.draft.plan.DraftForm;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.PlanCheck;
import dev.guise.ui.draft.plan.PlanState;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Whether somebody could apply the plan, by the roles that are known; and, only when asked for, what the cluster
/// itself says to every object in a dry run. Knows no controls.
public final class ClusterCheckModel {
    private static final String JOB = "draft.cluster";

    /// One step of the plan.
    ///
    /// @param step   what is worked out of it
    /// @param answer what the cluster says; empty when it was not asked
    record Line(Step step, Optional<DryRunner.Verdict> answer) {}

    /// What was found.
    ///
    /// @param who   whom it is about
    /// @param lines every step, in the order of the plan
    record Result(String who, List<Line> lines) {
        Result {
            lines = List.copyOf(lines);
        }
    }

    private final Session session;
    private final DraftModel drafts;
    private final Optional<DryRunner.Opening> dryRun;
    private final StringProperty who = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Result>> result = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param dryRun how to ask the cluster; empty when none runs
    public ClusterCheckModel(DraftModel drafts, Optional<DryRunner.Opening> dryRun) {
        this.session = drafts.session();
        this.drafts = drafts;
        this.dryRun = dryRun;
        drafts.stateProperty().subscribe(this::forget);
    }

    private void forget() {
        session.background().cancel(JOB);
        result.set(Optional.empty());
    }

    /// Whether there is a cluster that can be asked.
    boolean isConnected() {
        return dryRun.isPresent();
    }

    /// Who would apply it, as the form of a draft writes subjects.
    StringProperty whoProperty() {
        return who;
    }

    ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Works out whether that somebody could apply the plan.
    void workOut() {
        if (who.get().isBlank()) {
            return;
        }
        UserInfo writer = Identity.of(DraftForm.subject(who.get().strip())).userInfo();
        run((review, plan, progress) -> {
            List<Line> lines = Applying.review(review.snapshot().rbac(), plan, writer).stream()
                    .map(step -> new Line(step, Optional.empty()))
                    .toList();
            return new Result(EvidenceWords.name(who.get().strip()), lines);
        });
    }

    /// Asks the cluster, as who is connected.
    void askCluster() {
        dryRun.ifPresent(opening -> run((review, plan, progress) -> {
            progress.report("Asking the API server with a dry run", -1);
            try (DryRunner runner = opening.open()) {
                return ask(runner, review, plan, progress);
            }
        }));
    }

    static Result ask(DryRunner runner, Review review, DraftPlan plan, Progress progress) {
        Optional<UserInfo> connected = runner.whoAmI();
        UserInfo writer = connected.orElse(UserInfo.of("", List.of()));
        List<Line> lines = new ArrayList<>();
        for (Step step : Applying.review(review.snapshot().rbac(), plan, writer)) {
            progress.check();
            lines.add(new Line(step, answer(runner, step.change())));
        }
        return new Result(connected.map(UserInfo::name).map(EvidenceWords::name).orElse(""), lines);
    }

    // What may leave the process in a dry run is kept as small as it can be: roles and bindings, and nothing else.
    private static final DryRunner.Verdict ONLY_ROLES = new DryRunner.Verdict.NotAsked(
            "Guise sends dry runs for roles and bindings only. For the service account, run: kubectl apply"
                    + " --dry-run=server");

    private static Optional<DryRunner.Verdict> answer(DryRunner runner, Change change) {
        return unasked(change).or(() -> switch (change) {
            case Change.Create(var object) -> Optional.of(runner.create(object.manifest()));
            case Change.Replace(var ignored, var after) -> Optional.of(runner.replace(after.manifest()));
            case Change.Delete ignored -> Optional.empty();
        });
    }

    /// What is said of a step that the cluster is not asked about on purpose.
    static Optional<DryRunner.Verdict> unasked(Change change) {
        return change.key().kind() == ObjectId.Kind.SERVICE_ACCOUNT && !(change instanceof Change.Delete)
                ? Optional.of(ONLY_ROLES)
                : Optional.empty();
    }

    private interface Asking {
        Result ask(Review review, DraftPlan plan, Progress progress) throws SourceException;
    }

    private void run(Asking asking) {
        Optional<Review> review = session.loader().reviewProperty().get();
        PlanState state = drafts.stateProperty().get();
        Optional<DraftEntry> broken = PlanCheck.unreadable(state);
        if (review.isEmpty() || state.drafts().isEmpty()) {
            return;
        }
        if (broken.isPresent()) {
            session.dialogs()
                    .show(new Problem(
                            "The plan cannot be checked yet",
                            "The YAML of “" + broken.get().title() + "” is not valid.",
                            "Fix the problems listed in the draft.",
                            ""));
            return;
        }
        session.background()
                .waitingJob(
                        JOB,
                        progress -> asking.ask(
                                review.get(), PlanCheck.plan(state, review.get().snapshot()), progress))
                .onDone(found -> result.set(Optional.of(found)))
                .onError(error -> session.dialogs().show(problem(error)))
                .start();
    }

    private static Problem problem(Exception error) {
        return error instanceof SourceException source
                ? new Problem("Could not ask the cluster", source.problem(), source.advice(), "")
                : Problem.of("Could not ask the cluster", error);
    }
}
