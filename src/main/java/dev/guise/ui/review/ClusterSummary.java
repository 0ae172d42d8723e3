package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RbacObjects;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.FrameModel.Count;
import dev.guise.ui.frame.FrameModel.Notice;
import dev.guise.ui.frame.IdentityMark;
import dev.guise.ui.frame.PaletteItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.kordamp.ikonli.feather.Feather;

/// What the frame around the views says of a cluster: its name, the list of identities with the reviewer's marks,
/// counts,
/// warnings, what can be found in the palette.
public final class ClusterSummary {
    private final FrameModel frame;
    private final ReviewLoader loader;
    private final ReviewerMarks marks;
    private final Background background;
    private String colour;
    private OptionalInt findings = OptionalInt.empty();

    /// @param colour that the reviewer gave the context; may be empty
    ClusterSummary(FrameModel frame, ReviewLoader loader, ReviewerMarks marks, Background background, String colour) {
        this.frame = frame;
        this.loader = loader;
        this.marks = marks;
        this.background = background;
        this.colour = colour;
        loader.snapshotProperty().subscribe(snapshot -> {
            showContext();
            showNotices();
        });
        loader.reviewProperty().subscribe(review -> {
            showNotices();
            review.ifPresent(this::listObjects);
        });
        loader.workspaceProblemProperty().subscribe(problem -> showNotices());
        loader.everybodyProperty().subscribe(this::showEverybody);
        loader.identitiesProperty().subscribe(known -> {
            showIdentities();
            showCounts();
        });
        marks.marksProperty().subscribe(now -> showIdentities());
    }

    /// Another colour for the context.
    public void setColour(String chosen) {
        if (!chosen.equals(colour)) {
            colour = chosen;
            showContext();
        }
    }

    private void showContext() {
        ClusterSnapshot snapshot = loader.snapshotProperty().get();
        frame.setCluster(new FrameModel.Cluster(
                snapshot.origin().name(),
                snapshot.origin().server(),
                snapshot.server().version(),
                snapshot.server().constrainedImpersonation(),
                snapshot.origin().takenAt(),
                colour));
    }

    private void showNotices() {
        Stream<Notice> limits = loader.snapshotProperty().get().limits().stream()
                .map(limit -> new Notice("", limit.text(), limit.hides()));
        Stream<Notice> read = loader.snapshotProperty().get().warnings().stream()
                .map(warning -> new Notice(warning.where(), warning.what(), warning.consequence()));
        Stream<Notice> own =
                loader.workspaceProblemProperty().get().stream().map(problem -> new Notice("Workspace", problem, ""));
        Stream<Notice> techniques = loader.reviewProperty().get().stream()
                .flatMap(review -> review.problems().stream())
                .map(problem -> new Notice(
                        "",
                        String.join("; ", problem.lines()),
                        "Guise ignores the techniques in this file. See Settings."));
        Stream<Notice> everybody = loader.everybodyProperty().get().stream()
                .map(known -> new Notice("", known.words(), AuthenticatedGoal.consequence()));
        List<Notice> all = Stream.of(limits, read, own, techniques, everybody)
                .flatMap(notices -> notices)
                .toList();
        if (!all.equals(frame.notices())) {
            frame.notices().setAll(all);
        }
    }

    private void showEverybody(Optional<AuthenticatedGoal> found) {
        showNotices();
        frame.identities()
                .noteProperty()
                .set(found.map(known -> known.words() + " " + AuthenticatedGoal.consequence())
                        .orElse(""));
    }

    private void showIdentities() {
        Map<String, Set<IdentityMark>> said = marks.marksProperty().get();
        loader.identitiesProperty()
                .get()
                .ifPresent(known -> frame.identities()
                        .setRows(known.rows().stream()
                                .map(row -> said.containsKey(row.id()) ? row.withMarks(said.get(row.id())) : row)
                                .toList()));
    }

    /// How many findings are open, once that is known.
    public void setFindings(int open) {
        findings = OptionalInt.of(open);
        showCounts();
    }

    private void showCounts() {
        List<Count> counts = new ArrayList<>();
        loader.identitiesProperty().get().ifPresent(known -> {
            ClusterSnapshot snapshot = known.review().snapshot();
            RbacObjects rbac = snapshot.rbac();
            int bindings =
                    rbac.roleBindings().size() + rbac.clusterRoleBindings().size();
            int roles = rbac.roles().size() + rbac.clusterRoles().size();
            counts.add(new Count(known.review().objects().identities().size(), "identities"));
            counts.add(new Count(bindings, "bindings"));
            counts.add(new Count(roles, "roles"));
            counts.add(new Count(snapshot.namespaces().size(), "namespaces"));
        });
        findings.ifPresent(open -> counts.add(new Count(open, "findings")));
        if (!counts.equals(frame.counts())) {
            frame.counts().setAll(counts);
        }
    }

    private void listObjects(Review review) {
        background
                .shortJob(
                        "review.objects",
                        progress -> paletteItems(review.snapshot().rbac()))
                .onDone(items -> frame.objects().setAll(items))
                .start();
    }

    private List<PaletteItem> paletteItems(RbacObjects rbac) {
        Stream<PaletteItem> roles = Stream.concat(rbac.clusterRoles().stream(), rbac.roles().stream())
                .map(role -> item(ObjectId.of(role), Feather.SHIELD));
        Stream<PaletteItem> bindings = Stream.concat(rbac.clusterRoleBindings().stream(), rbac.roleBindings().stream())
                .map(binding -> item(ObjectId.of(binding), Feather.LINK));
        return Stream.concat(roles, bindings).toList();
    }

    private PaletteItem item(ObjectId.Stored object, Feather icon) {
        String id = object.text();
        return new PaletteItem(id, object.qualifiedName(), object.kind().kind(), icon, () -> frame.select(id));
    }
}
