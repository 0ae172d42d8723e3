package dev.guise.cluster.read;

import dev.guise.cluster.Assumptions;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.WebhookConfiguration;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.cluster.LimitId;
import dev.guise.cluster.Shown;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.ServerProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns objects as they are written into records and gathers them: the one place that knows what each kind looks
/// like. What cannot be used becomes a warning.
public final class ObjectCollector {
    private static final String OBJECT_LEFT_OUT = "The object is ignored.";
    private static final String DEFAULT = "default";
    private static final String LIST = "List";

    private record Key(KubeKind kind, String namespace, String name) {}

    private final Map<Key, Record> objects = new LinkedHashMap<>();
    private final Set<String> unapplied = new HashSet<>();
    private final Warnings warnings = new Warnings();
    private final String namespace;

    /// No namespace is configured for objects that name none.
    public ObjectCollector() {
        this("");
    }

    /// @param namespace of objects that name none, `""` when not configured
    ObjectCollector(String namespace) {
        this.namespace = namespace;
    }

    public Warnings warnings() {
        return warnings;
    }

    public int size() {
        return objects.size();
    }

    /// Whether there is any role or binding.
    boolean hasRbac() {
        return objects.keySet().stream().anyMatch(key -> key.kind().isRbac());
    }

    /// Takes everything that another one gathered.
    public void addAll(ObjectCollector other) {
        objects.putAll(other.objects);
        unapplied.addAll(other.unapplied);
        warnings.addAll(other.warnings);
    }

    /// Takes an object of a manifest, which says itself what it is.
    void manifest(Tree.Fields object, ListHead list, Place place) {
        String kind = word(object, "kind", list.itemKind());
        String apiVersion = word(object, "apiVersion", list.itemKind().isEmpty() ? "" : list.apiVersion());
        if (kind.isEmpty()) {
            warnings.add(
                    place.at(object.line()),
                    "a document without a kind",
                    "This is not a Kubernetes object and is ignored.");
            return;
        }
        if (Unrendered.isIn(object)) {
            warnings.add(place.at(object.line()), kind + " belongs to an unrendered Helm chart", OBJECT_LEFT_OUT);
            warnings.limit(LimitId.CHART, place.name());
            return;
        }
        if (kind.endsWith(LIST) && object.get("items") instanceof Tree.Elements items) {
            items(items, ListHead.of(object.entries()), place);
            return;
        }
        Optional<List<Tree>> contained = ContainedObjects.of(kind, apiVersion, object);
        if (contained.isPresent()) {
            items(new Tree.Elements(contained.get(), object.line()), ListHead.NONE, place);
            return;
        }
        KubeKind known = KubeKind.ofName(kind).orElse(null);
        if (known != null && OpenShiftRbac.isOf(known, apiVersion)) {
            accept(known, OpenShiftRbac.converted(object), place);
            warnings.limit(LimitId.OPENSHIFT, known.kind());
            return;
        }
        if (known == null || !(apiVersion.isEmpty() || known.isOf(apiVersion))) {
            String shown = Shown.plain(known == null ? kind : kind + " of " + apiVersion);
            warnings.unread(shown, place.name());
            OtherKinds.limit(kind, apiVersion).ifPresent(limit -> warnings.limit(limit, shown));
            return;
        }
        if (apiVersion.isEmpty()) {
            warnings.add(
                    place.at(object.line()),
                    "a " + kind + " without apiVersion",
                    "It is treated as a standard " + kind + ".");
        }
        accept(known, object, place);
    }

    private void items(Tree.Elements items, ListHead list, Place place) {
        for (Tree item : items.elements()) {
            if (item instanceof Tree.Fields object) {
                manifest(object, list, place);
            } else {
                warnings.add(place.at(item.line()), item.describe() + " instead of an object", "It is ignored.");
            }
        }
    }

    private static String word(Tree.Fields object, String field, String otherwise) {
        return object.get(field) instanceof Tree.Text text && !text.value().isEmpty() ? text.value() : otherwise;
    }

    /// Takes an object of a kind that is known from elsewhere.
    public void accept(KubeKind kind, Tree.Fields object, Place place) {
        String called = kind.kind() + called(object);
        FieldReader reader = new FieldReader(called, place, warnings);
        try {
            ObjectMeta meta = meta(kind, object, reader);
            put(kind, meta, record(kind, meta, object, reader), reader, object);
        } catch (BadFieldException e) {
            reader.warn(e.line(), e.problem(), OBJECT_LEFT_OUT);
            if (kind.isRbac()) {
                warnings.limit(LimitId.LEFT_OUT, called);
            }
        }
    }

    private static String called(Tree.Fields object) {
        return object.get("metadata") instanceof Tree.Fields metadata && metadata.get("name") instanceof Tree.Text name
                ? " " + Shown.quoted(name.value())
                : "";
    }

    private void put(KubeKind kind, ObjectMeta meta, Record object, FieldReader reader, Tree.Fields tree)
            throws BadFieldException {
        Record earlier = objects.put(new Key(kind, meta.namespace(), meta.name()), object);
        if (earlier != null) {
            String where = meta.namespace().isEmpty() ? "" : " in namespace " + Shown.quoted(meta.namespace());
            reader.warn(tree.line(), "appears more than once" + where, "The last one applies.");
        }
        if (kind == KubeKind.CLUSTER_ROLE) {
            noteWhetherApplied(meta.name(), reader.fields(tree, "metadata"));
        }
    }

    /// A server's copy has its aggregated rules already; a manifest of someone's own has not.
    private void noteWhetherApplied(String name, Tree.Fields metadata) {
        boolean applied = Arrays.asList("resourceVersion", "uid", "creationTimestamp").stream()
                .anyMatch(field -> metadata.get(field) instanceof Tree.Text text
                        && !text.value().isEmpty());
        if (applied) {
            unapplied.remove(name);
        } else {
            unapplied.add(name);
        }
    }

    private ObjectMeta meta(KubeKind kind, Tree.Fields object, FieldReader reader) throws BadFieldException {
        Tree.Fields metadata = reader.fields(object, "metadata");
        String name = reader.text(metadata, "name");
        if (name.isEmpty()) {
            throw new BadFieldException(object.line(), "has no name");
        }
        return new ObjectMeta(
                name,
                kind.isNamespaced() ? namespace(kind, metadata, reader) : "",
                reader.strings(metadata, "labels"),
                annotations(kind, metadata, reader));
    }

    private String namespace(KubeKind kind, Tree.Fields metadata, FieldReader reader) throws BadFieldException {
        String own = reader.text(metadata, "namespace");
        if (!own.isEmpty() || !namespace.isEmpty()) {
            return own.isEmpty() ? namespace : own;
        }
        warnings.limit(LimitId.DEFAULT_NAMESPACE, kind.kind());
        return DEFAULT;
    }

    /// Tools keep whole copies of objects in annotations: of what holds values only Kubernetes' own are kept.
    private static Map<String, String> annotations(KubeKind kind, Tree.Fields metadata, FieldReader reader) {
        Map<String, String> all = reader.strings(metadata, "annotations");
        if (kind != KubeKind.SECRET && kind != KubeKind.CONFIG_MAP) {
            return all;
        }
        return all.entrySet().stream()
                .filter(e -> e.getKey().startsWith("kubernetes.io/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Record record(KubeKind kind, ObjectMeta meta, Tree.Fields object, FieldReader reader)
            throws BadFieldException {
        RbacReader rbac = new RbacReader(reader, object);
        return switch (kind) {
            case ROLE -> new Role(meta, rbac.rules());
            case CLUSTER_ROLE -> new ClusterRole(meta, rbac.rules(), rbac.aggregation());
            case ROLE_BINDING -> new RoleBinding(meta, rbac.roleRef(meta.namespace()), rbac.subjects(meta.namespace()));
            case CLUSTER_ROLE_BINDING -> new ClusterRoleBinding(meta, rbac.roleRef(""), rbac.subjects(""));
            case SERVICE_ACCOUNT -> new ServiceAccount(meta);
            case NAMESPACE -> new Namespace(meta);
            case NODE -> new Node(meta);
            case POD -> pod(meta, object, reader);
            case SECRET -> new Secret(meta, reader.looseText(object, "type"));
            case CONFIG_MAP -> new ConfigMap(meta);
            case MUTATING_WEBHOOK -> new WebhookConfiguration(meta, true);
            case VALIDATING_WEBHOOK -> new WebhookConfiguration(meta, false);
            case DEPLOYMENT -> workload(WorkloadKind.DEPLOYMENT, meta, template(object, reader), reader);
            case DAEMON_SET -> workload(WorkloadKind.DAEMON_SET, meta, template(object, reader), reader);
            case STATEFUL_SET -> workload(WorkloadKind.STATEFUL_SET, meta, template(object, reader), reader);
            case REPLICA_SET -> workload(WorkloadKind.REPLICA_SET, meta, template(object, reader), reader);
            case REPLICATION_CONTROLLER ->
                workload(WorkloadKind.REPLICATION_CONTROLLER, meta, template(object, reader), reader);
            case JOB -> workload(WorkloadKind.JOB, meta, template(object, reader), reader);
            case CRON_JOB -> workload(WorkloadKind.CRON_JOB, meta, jobTemplate(object, reader), reader);
        };
    }

    private static Pod pod(ObjectMeta meta, Tree.Fields object, FieldReader reader) throws BadFieldException {
        Tree.Fields spec = reader.fields(object, "spec");
        return new Pod(meta, account(spec, reader), reader.text(spec, "nodeName"));
    }

    private static Workload workload(WorkloadKind kind, ObjectMeta meta, Tree.Fields podSpec, FieldReader reader)
            throws BadFieldException {
        return new Workload(kind, meta, account(podSpec, reader));
    }

    private static Tree.Fields template(Tree.Fields object, FieldReader reader) throws BadFieldException {
        return reader.fields(reader.fields(reader.fields(object, "spec"), "template"), "spec");
    }

    private static Tree.Fields jobTemplate(Tree.Fields object, FieldReader reader) throws BadFieldException {
        return template(reader.fields(reader.fields(object, "spec"), "jobTemplate"), reader);
    }

    private static String account(Tree.Fields podSpec, FieldReader reader) throws BadFieldException {
        String name = reader.text(podSpec, "serviceAccountName");
        String legacy = name.isEmpty() ? reader.text(podSpec, "serviceAccount") : name;
        return legacy.isEmpty() ? DEFAULT : legacy;
    }

    /// The snapshot of everything gathered.
    public ClusterSnapshot snapshot(Origin origin, ServerProfile server) {
        return snapshot(origin, server, Assumptions.NONE);
    }

    /// The snapshot of everything gathered, completed. A server fills the rules of aggregated ClusterRoles in; what no
    /// server has seen is filled in here.
    public ClusterSnapshot snapshot(Origin origin, ServerProfile server, Assumptions assumptions) {
        ClusterSnapshot read = new ClusterSnapshot(
                origin,
                server,
                new RbacObjects(
                        of(Role.class), of(ClusterRole.class), of(RoleBinding.class), of(ClusterRoleBinding.class)),
                of(ServiceAccount.class),
                of(Namespace.class),
                of(Node.class),
                of(Pod.class),
                of(Workload.class),
                of(Secret.class),
                of(ConfigMap.class),
                of(WebhookConfiguration.class),
                warnings.all(),
                warnings.limits(),
                Set.of());
        return assumptions.complete(read, unapplied);
    }

    private <T extends Record> List<T> of(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Record object : objects.values()) {
            if (type.isInstance(object)) {
                found.add(type.cast(object));
            }
        }
        return found;
    }
}
