package dev.guise.cluster.defaults;

import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.ManifestReader;
import dev.guise.cluster.read.ObjectCollector;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServerProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The roles and bindings that an API server makes for itself, for each minor version, and those that kubeadm makes.
///
/// They are data among the program's resources, one object in a line, word for word as Kubernetes lists them in
/// `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata`; each file names its source.
final class DefaultObjects {
    private static final String FOLDER = "/dev/guise/cluster/defaults/";
    private static final int FIRST_MINOR = 32;
    private static final int LAST_MINOR = 37;
    private static final String KUBEADM = "kubeadm.json";
    private static final String OPENSHIFT = "openshift.json";
    private static final String FIRST_ITEM = "{\"kind\":";

    private DefaultObjects() {}

    /// The version whose objects fit a server best: its own, the newest for one that is newer or not known, the oldest
    /// for one that is older.
    static String versionFor(ServerProfile server) {
        if (!server.isKnown() || server.major() > 1) {
            return name(LAST_MINOR);
        }
        return name(Math.clamp(server.minor(), FIRST_MINOR, LAST_MINOR));
    }

    private static String name(int minor) {
        return "1." + minor;
    }

    /// Those of one version, as they are written: the rules of aggregated ClusterRoles are not filled in.
    static RbacObjects of(String version) {
        return read(items(version + ".json"));
    }

    /// Those by which a cluster of OpenShift has administrators.
    static RbacObjects ofOpenShift() {
        return read(items(OPENSHIFT));
    }

    /// What some version or kubeadm makes; objects that differ from one version to another are there more than once.
    static List<RbacObjects> ofAll() {
        List<RbacObjects> all = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String file : files()) {
            List<String> further = items(file).stream().filter(seen::add).toList();
            all.add(read(further));
        }
        return all;
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>();
        for (int minor = LAST_MINOR; minor >= FIRST_MINOR; minor--) {
            files.add(name(minor) + ".json");
        }
        files.add(KUBEADM);
        files.add(OPENSHIFT);
        return files;
    }

    private static List<String> items(String file) {
        try (InputStream in = DefaultObjects.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is missing from this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(FIRST_ITEM))
                    .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RbacObjects read(List<String> items) {
        ObjectCollector collector = new ObjectCollector();
        byte[] json = String.join("\n", items).getBytes(StandardCharsets.UTF_8);
        try {
            new ManifestReader(collector, ReadProgress.NONE).read(new ByteArrayInputStream(json), FOLDER);
        } catch (SourceException e) {
            throw new IllegalStateException("nothing stops this reading", e);
        }
        return collector
                .snapshot(new Origin("", "", Instant.EPOCH), ServerProfile.UNKNOWN, (read, _) -> read)
                .rbac();
    }
}
