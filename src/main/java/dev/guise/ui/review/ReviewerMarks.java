package dev.guise.ui.review;

import dev.guise.rbac.ObjectId;
import dev.guise.ui.frame.IdentityMark;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.WorkspaceStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/// What the reviewer said of the objects of a cluster: which identities an attacker has, which are accepted as
/// administrators, and notes. Kept in the [Workspace].
public final class ReviewerMarks {
    private final WorkspaceStore workspace;
    private final ObservableSet<String> owned = FXCollections.observableSet();
    private final ReadOnlyObjectWrapper<Map<String, Set<IdentityMark>>> marks = new ReadOnlyObjectWrapper<>(Map.of());

    ReviewerMarks(WorkspaceStore workspace) {
        this.workspace = workspace;
        follow(Workspace::owned);
        follow(now -> now.notes().keySet());
        follow(now -> now.triage().administrators());
    }

    private void follow(Function<Workspace, Set<ObjectId.Named>> part) {
        workspace.workspaceProperty().map(part).subscribe(keys -> look());
    }

    private void look() {
        Workspace known = workspace.get();
        Set<String> ids = known.owned().stream().map(ObjectId::text).collect(Collectors.toSet());
        owned.retainAll(ids);
        owned.addAll(ids);
        Map<String, Set<IdentityMark>> now = new HashMap<>();
        mark(now, known.owned(), IdentityMark.OWNED);
        mark(now, known.triage().administrators(), IdentityMark.ACCEPTED);
        mark(now, known.notes().keySet(), IdentityMark.NOTED);
        marks.set(now);
    }

    private static void mark(Map<String, Set<IdentityMark>> marks, Set<ObjectId.Named> keys, IdentityMark mark) {
        keys.forEach(key -> marks.computeIfAbsent(key.text(), id -> EnumSet.noneOf(IdentityMark.class))
                .add(mark));
    }

    static Optional<ObjectId.Named> named(String id) {
        return ObjectId.parse(id).filter(ObjectId.Named.class::isInstance).map(ObjectId.Named.class::cast);
    }

    /// What was said of identities, by id; of few in a large cluster.
    ReadOnlyObjectProperty<Map<String, Set<IdentityMark>>> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// Ids of what the reviewer marked as taken over by an attacker.
    public ObservableSet<String> owned() {
        return owned;
    }

    public void toggleOwned(String id) {
        named(id).ifPresent(who -> workspace.update(now -> now.toggleOwned(who)));
    }

    /// What the reviewer wrote about an object; `""` for nothing.
    public String note(String id) {
        return named(id)
                .flatMap(key -> Optional.ofNullable(workspace.get().notes().get(key)))
                .map(Workspace.Note::text)
                .orElse("");
    }

    /// Writes about an object; a blank text takes the note away.
    public void setNote(String id, String text) {
        named(id)
                .ifPresent(about ->
                        workspace.update(now -> now.withNote(about, text, LocalDate.now(ZoneId.systemDefault()))));
    }

    /// Whether an identity is accepted as an administrator.
    public boolean isAccepted(String id) {
        return named(id)
                .filter(workspace.get().triage().administrators()::contains)
                .isPresent();
    }

    /// Accepts an identity as an administrator, or revokes that: its findings are then expected.
    public void toggleAccepted(String id) {
        named(id).ifPresent(who -> workspace.update(now -> now.withTriage(triage -> triage.toggleAdministrator(who))));
    }

    /// Everything that the reviewer did to this cluster.
    public WorkspaceStore workspace() {
        return workspace;
    }
}
