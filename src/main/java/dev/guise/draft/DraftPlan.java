package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.draft.Change.Create;
import dev.guise.draft.Change.Delete;
import dev.guise.draft.Change.Replace;
import dev.guise.rbac.Aggregation;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A whole change of a cluster's roles and bindings, in the order in which to make it: nothing is taken away before
/// what comes in its place has been given.
///
/// @param title       what it is for
/// @param changes     the steps, in their order
/// @param limitations what RBAC cannot say, and what was done instead
public record DraftPlan(String title, List<Change> changes, List<Limitation> limitations) {

    public DraftPlan {
        changes =
                changes.stream().sorted(Comparator.comparingInt(Change::stage)).toList();
        limitations = List.copyOf(new LinkedHashSet<>(limitations));
    }

    /// A plan that only makes objects.
    public static DraftPlan creating(String title, Collection<DraftObject> objects, List<Limitation> limitations) {
        return new DraftPlan(title, objects.stream().<Change>map(Create::new).toList(), limitations);
    }

    /// What it takes to get from some objects to others, by their keys. Objects that stay the same are left out.
    public static DraftPlan between(
            String title, Collection<DraftObject> before, Collection<DraftObject> after, List<Limitation> limitations) {
        Map<ObjectId.Stored, DraftObject> old = byKey(before);
        Map<ObjectId.Stored, DraftObject> wanted = byKey(after);
        List<Change> changes = new ArrayList<>();
        wanted.forEach((key, object) -> {
            DraftObject was = old.get(key);
            if (was == null) {
                changes.add(new Create(object));
            } else if (!was.equals(object)) {
                changes.add(new Replace(was, object));
            }
        });
        old.values().stream()
                .filter(object -> !wanted.containsKey(object.key()))
                .forEach(object -> changes.add(new Delete(object)));
        return new DraftPlan(title, changes, limitations);
    }

    /// What a text says is to become of a cluster: roles and bindings that are there are replaced where they differ,
    /// objects that it says to delete are deleted where they exist. Of a service account that is there only the
    /// name is known, so that it stays as it is.
    public static DraftPlan of(String title, ParsedDraft text, ClusterSnapshot cluster, List<Limitation> limitations) {
        Map<ObjectId.Stored, DraftObject> old = byKey(DraftObject.of(cluster));
        List<Change> changes = new ArrayList<>();
        for (DraftObject object : text.all()) {
            DraftObject was = old.get(object.key());
            if (was == null) {
                changes.add(new Create(object));
            } else if (!was.equals(object)
                    && !(was instanceof DraftObject.OfAccount)
                    && !text.deletes().contains(object.key())) {
                changes.add(new Replace(was, object));
            }
        }
        new LinkedHashSet<>(text.deletes())
                .stream()
                        .flatMap(key -> Optional.ofNullable(old.get(key)).stream())
                        .forEach(object -> changes.add(new Delete(object)));
        return new DraftPlan(title, changes, limitations);
    }

    private static Map<ObjectId.Stored, DraftObject> byKey(Collection<DraftObject> objects) {
        Map<ObjectId.Stored, DraftObject> byKey = new LinkedHashMap<>();
        objects.forEach(object -> byKey.put(object.key(), object));
        return byKey;
    }

    /// The same under another title.
    public DraftPlan called(String other) {
        return new DraftPlan(other, changes, limitations);
    }

    /// The same with the finding told by every object that it makes and that does not tell one yet.
    DraftPlan forFinding(String id) {
        List<Change> told =
                changes.stream().map(change -> forFinding(change, id)).toList();
        return new DraftPlan(title, told, limitations);
    }

    private static Change forFinding(Change change, String id) {
        if (!(change instanceof Create(DraftObject object))) {
            return change;
        }
        ObjectMeta old = object.meta();
        ObjectMeta own = Draft.meta(object.key(), id);
        Map<String, String> labels = new LinkedHashMap<>(own.labels());
        labels.putAll(old.labels());
        Map<String, String> annotations = new LinkedHashMap<>(own.annotations());
        annotations.putAll(old.annotations());
        return new Create(object.with(new ObjectMeta(old.name(), old.namespace(), labels, annotations)));
    }

    /// The same without what is to be known of it.
    public DraftPlan withoutNotes() {
        return new DraftPlan(title, changes, List.of());
    }

    /// The way back.
    public DraftPlan undo() {
        List<Change> back = changes.reversed().stream().map(Change::undo).toList();
        return new DraftPlan("Undo: " + title, back, List.of());
    }

    /// The objects that are there afterwards and were not, or not so, before; in their order.
    public List<DraftObject> objects() {
        List<DraftObject> objects = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case Create(DraftObject object) -> objects.add(object);
                case Replace(DraftObject ignored, DraftObject after) -> objects.add(after);
                case Delete ignored -> {
                    // nothing is there any more
                }
            }
        }
        return objects;
    }

    /// The objects that are taken away, in their order.
    public List<ObjectId.Stored> deletes() {
        return changes.stream()
                .filter(Delete.class::isInstance)
                .<ObjectId.Stored>map(Change::key)
                .toList();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// The roles and bindings of a cluster after the change.
    public RbacObjects applyTo(RbacObjects cluster) {
        return apply(cluster, objects(), deletes());
    }

    /// The cluster after the change.
    public ClusterSnapshot applyTo(ClusterSnapshot cluster) {
        ClusterSnapshot after = cluster.withRbac(applyTo(cluster.rbac()));
        if (keys().stream().noneMatch(ObjectId.Account.class::isInstance)) {
            return after;
        }
        Map<ObjectId.Stored, ServiceAccount> accounts = new LinkedHashMap<>();
        cluster.serviceAccounts()
                .forEach(account ->
                        accounts.put(DraftObject.account(account.meta()).key(), account));
        objects().stream()
                .filter(DraftObject.OfAccount.class::isInstance)
                .forEach(object -> accounts.put(object.key(), new ServiceAccount(object.meta())));
        deletes().forEach(accounts::remove);
        return after.withServiceAccounts(List.copyOf(accounts.values()));
    }

    /// Roles and bindings with some put in, in the place of those of the same key, and some taken out; aggregated ones
    /// follow.
    static RbacObjects apply(RbacObjects cluster, Collection<DraftObject> put, Collection<ObjectId.Stored> deleted) {
        Map<ObjectId.Stored, DraftObject> all = byKey(DraftObject.of(cluster));
        put.forEach(object -> all.put(object.key(), object));
        deleted.forEach(all::remove);
        RbacObjects after = DraftObject.collect(all.values());
        return new RbacObjects(
                after.roles(),
                Aggregation.follow(cluster.clusterRoles(), after.clusterRoles()),
                after.roleBindings(),
                after.clusterRoleBindings());
    }

    /// Both changes as one. Where both change the same object, what either takes out of its rules or subjects goes and
    /// what either adds comes; where one deletes it, it is deleted.
    public DraftPlan and(DraftPlan other) {
        Map<ObjectId.Stored, Change> merged = new LinkedHashMap<>();
        List<Limitation> notes = new ArrayList<>(limitations);
        notes.addAll(other.limitations);
        changes.forEach(change -> merged.put(change.key(), change));
        for (Change change : other.changes) {
            Change mine = merged.get(change.key());
            if (mine == null) {
                merged.put(change.key(), change);
            } else if (!mine.equals(change)) {
                merged.put(change.key(), PlanMerge.merge(mine, change, notes));
            }
        }
        return new DraftPlan(title + "; " + other.title, List.copyOf(merged.values()), notes);
    }

    /// Several changes as one; see [#and].
    public static DraftPlan combined(String title, List<DraftPlan> plans) {
        DraftPlan all = new DraftPlan(title, List.of(), List.of());
        for (DraftPlan plan : plans) {
            all = all.and(plan);
        }
        return new DraftPlan(title, all.changes, all.limitations);
    }

    /// The keys of all objects concerned.
    public Set<ObjectId.Stored> keys() {
        Set<ObjectId.Stored> keys = new LinkedHashSet<>();
        changes.forEach(change -> keys.add(change.key()));
        return keys;
    }
}
