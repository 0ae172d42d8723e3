package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Assumed;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ClusterSnapshot.WebhookConfiguration;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import dev.guise.cluster.Shown;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the format that [SnapshotFile] describes. Strict: what Guise wrote is whole, or it has been damaged.
final class SnapshotParser {

    private interface Reader<T> {
        T read(Tree.Fields fields) throws BadFieldException;
    }

    private SnapshotParser() {}

    static ClusterSnapshot parse(Tree tree) throws BadFieldException {
        Tree.Fields root = fields(tree);
        checkVersion(root);
        return new ClusterSnapshot(
                origin(fields(root.get("origin"))),
                server(fields(root.get("server"))),
                new RbacObjects(
                        each(root, "roles", f -> new Role(meta(f), each(f, "rules", SnapshotParser::rule))),
                        each(root, "clusterRoles", SnapshotParser::clusterRole),
                        each(root, "roleBindings", f -> new RoleBinding(meta(f), roleRef(f), subjects(f))),
                        each(
                                root,
                                "clusterRoleBindings",
                                f -> new ClusterRoleBinding(meta(f), roleRef(f), subjects(f)))),
                each(root, "serviceAccounts", f -> new ServiceAccount(meta(f))),
                each(root, "namespaces", f -> new Namespace(meta(f))),
                each(root, "nodes", f -> new Node(meta(f))),
                each(root, "pods", f -> new Pod(meta(f), text(f, "serviceAccount"), text(f, "nodeName"))),
                each(root, "workloads", f -> new Workload(workloadKind(f), meta(f), text(f, "serviceAccount"))),
                each(root, "secrets", f -> new Secret(meta(f), text(f, "type"))),
                each(root, "configMaps", f -> new ConfigMap(meta(f))),
                each(
                        root,
                        "webhookConfigurations",
                        f -> new WebhookConfiguration(
                                meta(f), literal(f, "mutating").equals("true"))),
                each(root, "warnings", f -> new Warning(text(f, "where"), text(f, "what"), text(f, "consequence"))),
                since(root, "limits", SnapshotParser::limit),
                Set.copyOf(since(
                        root, "assumed", f -> new Assumed(text(f, "kind"), text(f, "namespace"), text(f, "name")))));
    }

    private static void checkVersion(Tree.Fields root) throws BadFieldException {
        if (!text(root, "format").equals(SnapshotFile.FORMAT)) {
            throw new BadFieldException(0, "this is not a saved snapshot");
        }
        int version = number(root, "version");
        if (version != SnapshotFile.VERSION) {
            throw new BadFieldException(
                    0,
                    "it has format version " + version + ", but this Guise supports only version "
                            + SnapshotFile.VERSION + "; a newer Guise may have written it");
        }
    }

    private static Origin origin(Tree.Fields fields) throws BadFieldException {
        try {
            return new Origin(text(fields, "name"), text(fields, "server"), Instant.parse(text(fields, "takenAt")));
        } catch (DateTimeParseException e) {
            throw new BadFieldException(0, "takenAt is not a time");
        }
    }

    private static ServerProfile server(Tree.Fields fields) throws BadFieldException {
        return new ServerProfile(
                text(fields, "version"),
                number(fields, "major"),
                number(fields, "minor"),
                constant(ServerProfile.Gate.class, text(fields, "constrainedImpersonation")),
                constant(ServerProfile.Gate.class, text(fields, "podUpgradeNeedsCreate")));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws BadFieldException {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static BadFieldException unknown(String word) {
        return new BadFieldException(0, "unknown value " + Shown.quoted(word));
    }

    private static ObjectMeta meta(Tree.Fields fields) throws BadFieldException {
        Tree.Fields meta = fields(fields.get("meta"));
        return new ObjectMeta(
                text(meta, "name"), text(meta, "namespace"), strings(meta, "labels"), strings(meta, "annotations"));
    }

    private static PolicyRule rule(Tree.Fields fields) throws BadFieldException {
        return new PolicyRule(
                texts(fields, "verbs"),
                texts(fields, "apiGroups"),
                texts(fields, "resources"),
                texts(fields, "resourceNames"),
                texts(fields, "nonResourceURLs"));
    }

    private static ClusterRole clusterRole(Tree.Fields fields) throws BadFieldException {
        return new ClusterRole(
                meta(fields),
                each(fields, "rules", SnapshotParser::rule),
                each(fields, "aggregation", SnapshotParser::selector));
    }

    private static LabelSelector selector(Tree.Fields fields) throws BadFieldException {
        return new LabelSelector(
                strings(fields, "matchLabels"),
                each(
                        fields,
                        "matchExpressions",
                        f -> new LabelSelector.Requirement(
                                text(f, "key"),
                                constant(LabelSelector.Operator.class, text(f, "operator")),
                                texts(f, "values"))));
    }

    private static RoleRef roleRef(Tree.Fields fields) throws BadFieldException {
        Tree.Fields ref = fields(fields.get("roleRef"));
        String kind = text(ref, "kind");
        return new RoleRef(RoleKind.of(kind).orElseThrow(() -> unknown(kind)), text(ref, "name"));
    }

    private static List<Subject> subjects(Tree.Fields fields) throws BadFieldException {
        return each(fields, "subjects", f -> {
            String kind = text(f, "kind");
            return new Subject(
                    SubjectKind.of(kind).orElseThrow(() -> unknown(kind)), text(f, "namespace"), text(f, "name"));
        });
    }

    private static WorkloadKind workloadKind(Tree.Fields fields) throws BadFieldException {
        String kind = text(fields, "kind");
        return Arrays.stream(WorkloadKind.values())
                .filter(k -> k.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> unknown(kind));
    }

    private static Tree.Fields fields(Tree tree) throws BadFieldException {
        if (tree instanceof Tree.Fields fields) {
            return fields;
        }
        throw new BadFieldException(0, tree.describe() + " instead of an object");
    }

    private static Limit limit(Tree.Fields fields) throws BadFieldException {
        String id = text(fields, "id");
        return new Limit(
                LimitId.of(id).orElseThrow(() -> unknown(id)),
                text(fields, "text"),
                number(fields, "count"),
                text(fields, "hides"));
    }

    /// A list that came to the format later: snapshots of before have none.
    private static <T> List<T> since(Tree.Fields fields, String name, Reader<T> reader) throws BadFieldException {
        return fields.get(name) instanceof Tree.Nothing ? List.of() : each(fields, name, reader);
    }

    private static <T> List<T> each(Tree.Fields fields, String name, Reader<T> reader) throws BadFieldException {
        if (!(fields.get(name) instanceof Tree.Elements list)) {
            throw new BadFieldException(0, name + " is missing");
        }
        List<T> objects = new ArrayList<>(list.elements().size());
        for (Tree element : list.elements()) {
            objects.add(reader.read(fields(element)));
        }
        return objects;
    }

    private static String text(Tree.Fields fields, String name) throws BadFieldException {
        if (fields.get(name) instanceof Tree.Text text) {
            return text.value();
        }
        throw new BadFieldException(0, name + " is missing");
    }

    private static String literal(Tree.Fields fields, String name) throws BadFieldException {
        if (fields.get(name) instanceof Tree.Literal literal) {
            return literal.value();
        }
        throw new BadFieldException(0, name + " is missing");
    }

    private static int number(Tree.Fields fields, String name) throws BadFieldException {
        try {
            return Integer.parseInt(literal(fields, name));
        } catch (NumberFormatException e) {
            throw new BadFieldException(0, name + " is not a number");
        }
    }

    private static List<String> texts(Tree.Fields fields, String name) throws BadFieldException {
        if (!(fields.get(name) instanceof Tree.Elements list)) {
            throw new BadFieldException(0, name + " is missing");
        }
        List<String> texts = new ArrayList<>(list.elements().size());
        for (Tree element : list.elements()) {
            if (!(element instanceof Tree.Text text)) {
                throw new BadFieldException(0, name + " contains " + element.describe());
            }
            texts.add(text.value());
        }
        return texts;
    }

    private static Map<String, String> strings(Tree.Fields fields, String name) throws BadFieldException {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, Tree> entry : fields(fields.get(name)).entries().entrySet()) {
            if (!(entry.getValue() instanceof Tree.Text text)) {
                throw new BadFieldException(
                        0, name + " contains " + entry.getValue().describe());
            }
            strings.put(entry.getKey(), text.value());
        }
        return strings;
    }
}
