package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Findings;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.settings.MergedJsonFile;
import dev.guise.ui.frame.IdentityRow;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.WorkspaceStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Works out what there is to know of a cluster, step by step, the first that can be shown first: its indexes, the list
/// of identities, whom to look at, what each identity reaches, the findings. Each is worked out once for all views. To
/// be
/// used on the window's thread; what takes time is done off it.
public final class ReviewLoader {

    /// The identities of a cluster, as far as they are known.
    ///
    /// @param rows without what the reviewer said of them
    public record Identities(Review review, List<IdentityRow> rows) {}

    private record Opened(Review review, MergedJsonFile.Loaded<Workspace> workspace) {}

    private record Overview(Optional<AuthenticatedGoal> everybody, Optional<Thing.Somebody> first) {}

    private record Ranked(Map<String, Reach> reaches, List<IdentityRow> rows) {}

    private final Background background;
    private final WorkspaceStore workspace;
    private final ReadOnlyObjectWrapper<ClusterSnapshot> snapshot;
    private ReviewOptions options;
    private final ReadOnlyObjectWrapper<Optional<Review>> review = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> workspaceProblem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Identities>> identities =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AuthenticatedGoal>> everybody =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Thing.Somebody>> first = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, Reach>> reaches = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<Findings>> findings = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> reachProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> findingsProblem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Evidence> evidence = new SimpleObjectProperty<>(Evidence.NONE);

    /// @param options   what the reviewer chose
    /// @param workspace read together with the cluster
    public ReviewLoader(
            ClusterSnapshot snapshot, ReviewOptions options, Background background, WorkspaceStore workspace) {
        this.snapshot = new ReadOnlyObjectWrapper<>(snapshot);
        this.options = options;
        this.background = background;
        this.workspace = workspace;
        evidence.subscribe((before, now) -> read(now));
    }

    /// Starts to work, or works everything out again.
    public void open() {
        ClusterSnapshot wanted = snapshot.get();
        ReviewOptions chosen = options;
        reaches.set(Map.of());
        findings.set(Optional.empty());
        everybody.set(Optional.empty());
        problem.set(Optional.empty());
        reachProblem.set(Optional.empty());
        findingsProblem.set(Optional.empty());
        background
                .job("review.open", progress -> {
                    progress.report("Reading roles and bindings", -1);
                    MergedJsonFile.Loaded<Workspace> found = workspace.load();
                    return new Opened(Review.of(wanted, chosen), found);
                })
                .onDone(this::opened)
                .onError(error -> problem.set(Optional.of(Problem.of("Could not analyze the cluster", error))))
                .start();
    }

    private void opened(Opened now) {
        problem.set(Optional.empty());
        if (!workspace.isLoaded()) {
            workspaceProblem.set(now.workspace().problem());
            workspace.use(now.workspace());
        }
        review.set(Optional.of(now.review()));
        list(now.review());
    }

    // Apart from the rest: all views hear of the review first, and a long list takes its time.
    private void list(Review made) {
        background
                .shortJob("review.list", progress -> Ranking.rows(made, Map.of(), Map.of()))
                .onDone(rows -> {
                    show(made, rows);
                    chooseFirst(made);
                })
                .start();
    }

    private void show(Review made, List<IdentityRow> rows) {
        identities.set(Optional.of(new Identities(made, rows)));
    }

    // The list is there before it is known whom to look at.
    private void chooseFirst(Review made) {
        background
                .job("review.first", progress -> {
                    progress.report("Finding the most dangerous identity", -1);
                    Optional<AuthenticatedGoal> all = AuthenticatedGoal.of(made);
                    Escalation ranked = all.map(AuthenticatedGoal::without).orElse(made.escalation());
                    return new Overview(all, Ranking.first(made, ranked));
                })
                .onDone(found -> {
                    everybody.set(found.everybody());
                    first.set(found.first());
                    rank(made, found.everybody());
                })
                .start();
    }

    private void rank(Review made, Optional<AuthenticatedGoal> known) {
        background
                .job("review.reach", progress -> {
                    Map<String, Reach> found = reaches(made, made.escalation(), progress);
                    return new Ranked(found, Ranking.rows(made, found, known.isPresent() ? Map.of() : found));
                })
                .onDone(found -> {
                    reaches.set(found.reaches());
                    show(made, found.rows());
                    known.ifPresent(everyone -> rankBesides(made, everyone));
                    lookForFindings();
                })
                .onError(this::reachUnknown)
                .start();
    }

    private void reachUnknown(Exception error) {
        reachProblem.set(Optional.of(Problem.of("Could not calculate who can reach what", error)));
    }

    // Everybody together is ranked by all of it, and each by what comes on top.
    private void rankBesides(Review made, AuthenticatedGoal known) {
        Map<String, Reach> all = reaches.get();
        background
                .job("review.besides", progress -> {
                    Map<String, Reach> besides = new HashMap<>(reaches(made, known.without(), progress));
                    String everyone = new ObjectId.Group(Rbac.AUTHENTICATED).text();
                    Optional.ofNullable(all.get(everyone)).ifPresent(reach -> besides.put(everyone, reach));
                    return Ranking.rows(made, all, besides);
                })
                .onDone(rows -> show(made, rows))
                .onError(this::reachUnknown)
                .start();
    }

    // Most of them are worked out together; the few that only the window lists come after.
    private static Map<String, Reach> reaches(Review made, Escalation escalation, Progress progress) {
        progress.report("Calculating who can reach what", -1);
        escalation.reachAll();
        Map<String, Reach> found = new HashMap<>();
        for (Thing.Somebody who : made.objects().identities()) {
            progress.check();
            found.put(who.id(), escalation.reach(who.identity()));
        }
        return Map.copyOf(found);
    }

    // Findings need to know what everybody reaches, so they come after that.
    private void lookForFindings() {
        if (reaches.get().isEmpty()) {
            return;
        }
        findings.set(Optional.empty());
        Evidence recorded = evidence.get();
        review.get()
                .ifPresent(made -> background
                        .job(
                                "findings",
                                progress -> Findings.of(
                                        made.analysis(recorded),
                                        fraction -> progress.report("Looking for findings", fraction)))
                        .onDone(found -> findings.set(Optional.of(found)))
                        .onError(error ->
                                findingsProblem.set(Optional.of(Problem.of("Could not calculate the findings", error))))
                        .start());
    }

    /// Works everything out again with what the reviewer chose now.
    public void setOptions(ReviewOptions chosen) {
        options = chosen;
        open();
    }

    /// Logs of requests that a constrained mode decided about show what files cannot: that the gate is on.
    private void read(Evidence found) {
        boolean unknown = snapshot.get().server().constrainedImpersonation() == Gate.UNKNOWN;
        if (unknown && found.provesConstrainedImpersonation()) {
            chooseGate(Gate.ON);
        } else {
            lookForFindings();
        }
    }

    /// Works everything out again as if the feature gate were on or off.
    public void chooseGate(Gate gate) {
        ClusterSnapshot now = snapshot.get();
        snapshot.set(now.withServer(now.server().withConstrainedImpersonation(gate)));
        open();
    }

    /// The cluster as it was read, with what the reviewer knows better.
    public ReadOnlyObjectProperty<ClusterSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// The cluster with its indexes; empty until they are built.
    public ReadOnlyObjectProperty<Optional<Review>> reviewProperty() {
        return review.getReadOnlyProperty();
    }

    /// What was wrong with the reviewer's own file.
    ReadOnlyObjectProperty<Optional<String>> workspaceProblemProperty() {
        return workspaceProblem.getReadOnlyProperty();
    }

    /// The list of identities; ranked once it is known what they reach.
    ReadOnlyObjectProperty<Optional<Identities>> identitiesProperty() {
        return identities.getReadOnlyProperty();
    }

    /// The goal that every authenticated user reaches, if there is one.
    ReadOnlyObjectProperty<Optional<AuthenticatedGoal>> everybodyProperty() {
        return everybody.getReadOnlyProperty();
    }

    /// Whom to look at first.
    ReadOnlyObjectProperty<Optional<Thing.Somebody>> firstProperty() {
        return first.getReadOnlyProperty();
    }

    /// What each identity reaches, by id; empty until it is calculated.
    public ReadOnlyObjectProperty<Map<String, Reach>> reachesProperty() {
        return reaches.getReadOnlyProperty();
    }

    /// The findings of the cluster with what was recorded; empty until they are known.
    public ReadOnlyObjectProperty<Optional<Findings>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /// Why nothing can be shown, if nothing can.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Why reach could not be calculated, if it failed.
    public ReadOnlyObjectProperty<Optional<Problem>> reachProblemProperty() {
        return reachProblem.getReadOnlyProperty();
    }

    /// Why there are no findings, if there are none to be had.
    public ReadOnlyObjectProperty<Optional<Problem>> findingsProblemProperty() {
        return findingsProblem.getReadOnlyProperty();
    }

    /// What audit logs say, once some were read.
    public ObjectProperty<Evidence> evidenceProperty() {
        return evidence;
    }
}
