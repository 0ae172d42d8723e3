package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of an object are read. Everything else is skipped where it stands: the values of Secrets and
/// ConfigMaps, containers and status never become objects in memory.
final class Keep {
    private final Map<String, Keep> fields;
    private final Set<String> dropped;
    private final boolean others;

    private Keep(Map<String, Keep> fields, Set<String> dropped, boolean others) {
        this.fields = fields;
        this.dropped = dropped;
        this.others = others;
    }

    /// Everything.
    static final Keep ALL = new Keep(Map.of(), Set.of(), true);

    /// Holds the whole object, Secret values too, as it was last applied.
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final Keep POD_SPEC =
            only(Map.of("serviceAccountName", ALL, "serviceAccount", ALL, "nodeName", ALL));
    private static final Keep POD_TEMPLATE = only(Map.of("spec", POD_SPEC));
    private static final Keep JOB_TEMPLATE = only(Map.of("spec", only(Map.of("template", POD_TEMPLATE))));
    /// Of OLM's ClusterServiceVersions.
    private static final Keep INSTALL = only(Map.of(
            "spec",
            only(Map.of(
                    "clusterPermissions",
                    ALL,
                    "permissions",
                    ALL,
                    "deployments",
                    only(Map.of("name", ALL, "spec", only(Map.of("template", POD_TEMPLATE))))))));
    private static final Keep SPEC = only(Map.of(
            "serviceAccountName", ALL,
            "serviceAccount", ALL,
            "nodeName", ALL,
            "template", POD_TEMPLATE,
            "jobTemplate", JOB_TEMPLATE,
            "install", INSTALL));
    private static final Keep METADATA = only(Map.of(
            "name", ALL,
            "generateName", ALL,
            "namespace", ALL,
            "labels", ALL,
            "annotations", new Keep(Map.of(), Set.of(LAST_APPLIED), true),
            "resourceVersion", ALL,
            "uid", ALL,
            "creationTimestamp", ALL,
            "continue", ALL));

    /// What the records of a [ClusterSnapshot] are made of, for every kind at once: the kind may stand behind the
    /// fields that it explains.
    static final Keep OBJECT = only(Map.of(
            "apiVersion", ALL,
            "kind", ALL,
            "type", ALL,
            "metadata", METADATA,
            "rules", ALL,
            "aggregationRule", ALL,
            "roleRef", ALL,
            "subjects", ALL,
            "spec", SPEC));

    static {
        // OpenShift's bindings and Templates, and what stands in lists within lists
        OBJECT.fields.put("userNames", ALL);
        OBJECT.fields.put("groupNames", ALL);
        OBJECT.fields.put("parameters", ALL);
        OBJECT.fields.put("objects", OBJECT);
        OBJECT.fields.put("items", OBJECT);
    }

    private static Keep only(Map<String, Keep> fields) {
        return new Keep(new HashMap<>(fields), Set.of(), false);
    }

    /// What to keep of the field's value; null when it is to be skipped.
    @Nullable
    Keep field(String name) {
        if (others) {
            return dropped.contains(name) ? null : ALL;
        }
        return fields.get(name);
    }
}
