package dev.guise.ui.draft.plan;

import dev.guise.draft.DraftObject;
import dev.guise.draft.Fixes;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.KnownNames;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.ManyTenants;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the cluster has that a draft can start from or name. Knows no controls.
public final class StartingPoints {
    private final Session session;
    private final ObservableList<Grant> grants = FXCollections.observableArrayList();
    private final ObservableList<Finding> fixable = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<KnownNames>> names = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Map<Grant, String> nothing = Map.of();
    private Optional<Taken> taken = Optional.empty();

    /// What the objects of a cluster are called.
    private record Taken(RbacObjects cluster, Set<ObjectId.Stored> keys) {}

    StartingPoints(Session session) {
        this.session = session;
        // Told of values, not of their becoming invalid, which is told once only as long as nobody asks for them.
        session.loader().reviewProperty().subscribe(now -> look());
        session.loader().evidenceProperty().subscribe(now -> look());
        session.loader().findingsProperty().map(StartingPoints::fixable).subscribe(found -> fixable.setAll(found));
    }

    private static List<Finding> fixable(Optional<Findings> known) {
        return known.stream()
                .flatMap(found -> found.unexpected().stream())
                .filter(Fixes::isLikely)
                .toList();
    }

    private void look() {
        session.loader().reviewProperty().get().ifPresent(review -> {
            Evidence evidence = session.loader().evidenceProperty().get();
            session.background()
                    .shortJob("draft.names", progress -> KnownNames.of(review.snapshot(), evidence))
                    .onDone(found -> names.set(Optional.of(found)))
                    .start();
            session.background()
                    .shortJob("draft.grants", progress -> Constrainable.of(review))
                    .onDone(found -> {
                        nothing = found.nothing();
                        grants.setAll(found.grants());
                    })
                    .start();
        });
    }

    /// The grants that can be constrained.
    ///
    /// @param nothing why some of them let nobody be impersonated; those come last
    private record Constrainable(List<Grant> grants, Map<Grant, String> nothing) {
        static Constrainable of(Review review) {
            List<Grant> found = Fixes.constrainable(review.snapshot());
            Map<Grant, String> nothing = new HashMap<>();
            for (Grant grant : found) {
                Fixes.whyNothing(grant, review.policy(), review.snapshot().server())
                        .ifPresent(kind -> nothing.put(grant, kind.title()));
            }
            return new Constrainable(
                    found.stream()
                            .sorted(Comparator.comparing((Grant grant) -> nothing.containsKey(grant))
                                    .thenComparing(grant -> DraftForm.text(grant.subject()))
                                    .thenComparing(grant -> grant.binding().name()))
                            .toList(),
                    nothing);
        }
    }

    /// Why a grant lets nobody be impersonated; `""` when it lets somebody be.
    public String whyNothing(Grant grant) {
        return nothing.getOrDefault(grant, "");
    }

    private RbacObjects rbac() {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> review.snapshot().rbac())
                .orElse(RbacObjects.EMPTY);
    }

    /// The objects of the cluster.
    Set<ObjectId.Stored> taken() {
        RbacObjects cluster = rbac();
        Taken known = taken.filter(found -> found.cluster().equals(cluster))
                .orElseGet(() -> new Taken(
                        cluster,
                        DraftObject.of(cluster).stream()
                                .map(DraftObject::key)
                                .collect(Collectors.toUnmodifiableSet())));
        taken = Optional.of(known);
        return known.keys();
    }

    /// The tenants that the cluster seems to have: those of findings, or those that namespaces have as a label.
    public List<String> tenants() {
        List<String> found =
                session
                        .loader()
                        .findingsProperty()
                        .get()
                        .map(all -> all.ofKind(ManyTenants.PAGE))
                        .orElse(List.of())
                        .stream()
                        .flatMap(finding -> finding.reaches().stream())
                        .distinct()
                        .toList();
        return found.isEmpty()
                ? session.loader()
                        .reviewProperty()
                        .get()
                        .map(StartingPoints::labelled)
                        .orElse(List.of())
                : found;
    }

    private static List<String> labelled(Review review) {
        return review.snapshot().namespaces().stream()
                .flatMap(namespace ->
                        Optional.ofNullable(namespace.meta().labels().get("tenant")).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether the server has constrained impersonation.
    public Gate gate() {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> review.snapshot().server().constrainedImpersonation())
                .orElse(Gate.UNKNOWN);
    }

    /// Which form the server understands.
    public Optional<FormAdvice> advice() {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> FormAdvice.of(review.snapshot().server()));
    }

    /// Names to complete with; empty until they are known.
    public ReadOnlyObjectProperty<Optional<KnownNames>> namesProperty() {
        return names.getReadOnlyProperty();
    }

    /// Grants that can be constrained.
    public ObservableList<Grant> grants() {
        return grants;
    }

    /// Findings that a draft may answer, the worst first.
    public ObservableList<Finding> fixable() {
        return fixable;
    }
}
