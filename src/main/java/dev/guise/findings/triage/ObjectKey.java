package dev.guise.findings.triage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Somebody or something of a cluster by kind, namespace and name, as a person would write it down.
///
/// @param kind      what it is
/// @param namespace where it is, `""` for what has none
/// @param name      without namespace; not empty
public record ObjectKey(Kind kind, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::kind)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    /// The kinds that are told apart, with Kubernetes' own names for them.
    public enum Kind {
        USER("User", "user"),
        GROUP("Group", "group"),
        SERVICE_ACCOUNT("ServiceAccount", "serviceaccount"),
        NODE("Node", "node"),
        CLUSTER_ROLE("ClusterRole", "ClusterRole"),
        ROLE("Role", "Role"),
        CLUSTER_ROLE_BINDING("ClusterRoleBinding", "ClusterRoleBinding"),
        ROLE_BINDING("RoleBinding", "RoleBinding");

        private final String kind;
        private final String prefix;

        Kind(String kind, String prefix) {
            this.kind = kind;
            this.prefix = prefix;
        }

        /// As Kubernetes writes it.
        public String kind() {
            return kind;
        }

        /// The kind that Kubernetes writes so.
        public static Optional<Kind> of(String kind) {
            return Arrays.stream(values())
                    .filter(value -> value.kind.equals(kind))
                    .findFirst();
        }

        /// Whether it is somebody, and not an object that grants something.
        public boolean isIdentity() {
            return compareTo(NODE) <= 0;
        }

        /// Whether things of this kind are in a namespace.
        public boolean isNamespaced() {
            return this == SERVICE_ACCOUNT || this == ROLE || this == ROLE_BINDING;
        }
    }

    /// The object of a node in graphs, see [dev.guise.graph.AccessNode#id]; empty when that stands for no object.
    public static Optional<ObjectKey> ofId(String id) {
        int colon = id.indexOf(':');
        String prefix = id.substring(0, Math.max(colon, 0));
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.prefix.equals(prefix))
                .findFirst()
                .flatMap(kind -> of(kind, id.substring(colon + 1)));
    }

    private static Optional<ObjectKey> of(Kind kind, String qualified) {
        int slash = kind.isNamespaced() ? qualified.indexOf('/') : -1;
        String name = qualified.substring(slash + 1);
        boolean complete = !name.isBlank() && kind.isNamespaced() == slash > 0;
        return complete
                ? Optional.of(new ObjectKey(kind, qualified.substring(0, Math.max(slash, 0)), name))
                : Optional.empty();
    }

    /// The id that its node has in graphs.
    public String id() {
        return kind.prefix + ":" + (kind.isNamespaced() ? namespace + "/" + name : name);
    }

    /// In words: `ServiceAccount ci/runner`.
    public String describe() {
        return kind.kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
