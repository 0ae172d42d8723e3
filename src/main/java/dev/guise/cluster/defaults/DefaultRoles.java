package dev.guise.cluster.defaults;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.ManifestReader;
import dev.guise.cluster.read.ObjectCollector;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The roles and bindings that every API server makes for itself at its start, for manifests that leave them out. Those
/// of Kubernetes 1.36.
public final class DefaultRoles {
    private static final String RESOURCE = "/dev/guise/cluster/demo/00-bootstrap.yaml";

    private DefaultRoles() {}

    /// Whether a cluster has none of them: then it was never on a server, or they were left out of the dump.
    public static boolean areMissingFrom(ClusterSnapshot snapshot) {
        return snapshot.rbac().clusterRoles().stream()
                .noneMatch(role -> role.meta().isBootstrap());
    }

    /// The cluster with those of them that it lacks. What it has itself stays as it is.
    public static ClusterSnapshot addTo(ClusterSnapshot snapshot) throws SourceException {
        RbacObjects own = snapshot.rbac();
        RbacObjects defaults = read();
        return snapshot.withRbac(new RbacObjects(
                joined(own.roles(), defaults.roles(), RoleObject::meta),
                joined(own.clusterRoles(), defaults.clusterRoles(), RoleObject::meta),
                joined(own.roleBindings(), defaults.roleBindings(), Binding::meta),
                joined(own.clusterRoleBindings(), defaults.clusterRoleBindings(), Binding::meta)));
    }

    private static <T> List<T> joined(List<T> own, List<T> defaults, Function<? super T, ObjectMeta> meta) {
        Set<String> names = own.stream().map(o -> meta.apply(o).qualifiedName()).collect(Collectors.toSet());
        List<T> all = new ArrayList<>(own);
        defaults.stream()
                .filter(o -> !names.contains(meta.apply(o).qualifiedName()))
                .forEach(all::add);
        return all;
    }

    private static RbacObjects read() throws SourceException {
        ObjectCollector collector = new ObjectCollector();
        try (InputStream in = DefaultRoles.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new SourceException(
                        RESOURCE, "The default roles are not part of this program", "Install it again.");
            }
            new ManifestReader(collector, ReadProgress.NONE).read(in, RESOURCE);
        } catch (IOException e) {
            throw new SourceException(RESOURCE, "The default roles cannot be read", "Install the program again.", e);
        }
        return collector
                .snapshot(new Origin("", "", Instant.EPOCH), dev.guise.rbac.ServerProfile.UNKNOWN)
                .rbac();
    }
}
