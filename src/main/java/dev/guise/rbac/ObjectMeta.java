package dev.guise.rbac;

import java.util.Comparator;
import java.util.Map;

/// The part of a Kubernetes object's metadata that a review needs.
///
/// @param name        the object's name; not empty
/// @param namespace   the namespace, or `""` for an object at cluster scope
/// @param labels      labels, never null
/// @param annotations annotations, never null
public record ObjectMeta(String name, String namespace, Map<String, String> labels, Map<String, String> annotations) {

    /// By namespace and name, what is at cluster scope first.
    public static final Comparator<ObjectMeta> BY_NAME =
            Comparator.comparing(ObjectMeta::namespace).thenComparing(ObjectMeta::name);

    public ObjectMeta {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /// Metadata of an object at cluster scope, with neither labels nor annotations.
    public static ObjectMeta cluster(String name) {
        return new ObjectMeta(name, "", Map.of(), Map.of());
    }

    /// Metadata of an object in a namespace, with neither labels nor annotations.
    public static ObjectMeta namespaced(String namespace, String name) {
        return new ObjectMeta(name, namespace, Map.of(), Map.of());
    }

    /// `namespace/name`, or only the name at cluster scope.
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /// Whether the API server itself made the object at start-up (`kubernetes.io/bootstrapping=rbac-defaults`).
    public boolean isBootstrap() {
        return "rbac-defaults".equals(labels.get("kubernetes.io/bootstrapping"));
    }
}
