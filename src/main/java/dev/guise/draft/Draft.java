package dev.guise.draft;

import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The roles and bindings that a [DraftSpec] asks for, and what of it they cannot say.
///
/// @param spec        what was asked for
/// @param objects     roles and bindings, each role before its binding
/// @param limitations what RBAC cannot say, and what was done instead
public record Draft(DraftSpec spec, List<DraftObject> objects, List<Limitation> limitations) {
    /// The label of what Guise wrote.
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /// Its value.
    public static final String GUISE = "guise";
    /// The annotation with the id of the finding that an object answers.
    public static final String FINDING = "guise.dev/finding";

    public Draft {
        objects = List.copyOf(objects);
        limitations = List.copyOf(limitations);
    }

    /// The metadata of an object that Guise makes.
    ///
    /// @param finding the id of the finding that it answers, `""` for none
    static ObjectMeta meta(ObjectId.Stored key, String finding) {
        Map<String, String> annotations = finding.isEmpty() ? Map.of() : Map.of(FINDING, finding);
        return new ObjectMeta(key.name(), key.namespace(), Map.of(MANAGED_BY, GUISE), annotations);
    }

    /// The draft with names as if the cluster were empty.
    public static Draft of(DraftSpec spec) {
        return of(spec, List.of());
    }

    /// The draft with names that none of the objects has that are there already. The same spec and objects always give
    /// the same draft.
    public static Draft of(DraftSpec spec, Collection<ObjectId.Stored> taken) {
        return new DraftWriter(spec, new ObjectNames(taken)).write();
    }

    /// The draft as part of a cluster.
    public static Draft of(DraftSpec spec, RbacObjects cluster) {
        return of(spec, DraftObject.of(cluster).stream().map(DraftObject::key).toList());
    }

    /// The draft as a plan that only creates.
    public DraftPlan plan() {
        return DraftPlan.creating(spec.name(), objects, limitations);
    }
}
