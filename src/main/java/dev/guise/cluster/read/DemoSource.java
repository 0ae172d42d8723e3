package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The cluster that comes with the program: manifests among its resources, for a look around without a cluster.
public final class DemoSource implements ClusterSource {
    private static final String FOLDER = "/dev/guise/cluster/demo/";
    private static final String INDEX = "index.txt";
    private static final ServerProfile SERVER = ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(Gate.ON);

    private static final String NAME = "Demo";
    private static final String AUDIT_LOG = "/dev/guise/cluster/demo-audit/audit.log";

    private final String folder;

    public DemoSource() {
        this(FOLDER);
    }

    DemoSource(String folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String key() {
        return "demo";
    }

    @Override
    public ClusterSnapshot read(ReadProgress progress) throws SourceException {
        ObjectCollector collector = new ObjectCollector();
        ManifestReader reader = new ManifestReader(collector, progress);
        for (String file : files()) {
            try (InputStream in = open(file)) {
                reader.read(in, file);
            } catch (IOException e) {
                throw missing(file, Failure.describe(e));
            }
        }
        if (!collector.hasRbac()) {
            throw missing(INDEX, "the demo is empty");
        }
        return collector.snapshot(new Origin(name(), "", Instant.now()), SERVER);
    }

    /// Whether a snapshot is one of the demo.
    public static boolean isDemo(ClusterSnapshot snapshot) {
        return snapshot.origin().name().equals(NAME)
                && snapshot.origin().server().isEmpty();
    }

    /// What the API server of the demo wrote into its audit log on two days; closing it is up to the caller.
    ///
    /// @throws SourceException when the program is not whole
    public static InputStream auditLog() throws SourceException {
        InputStream in = DemoSource.class.getResourceAsStream(AUDIT_LOG);
        if (in == null) {
            throw new SourceException(
                    AUDIT_LOG, "The demo's audit log is missing from this installation", "Reinstall Guise.");
        }
        return in;
    }

    /// The files that the index names, one on a line; blank lines and those with `#` in front do not count.
    private List<String> files() throws SourceException {
        try (InputStream in = open(INDEX)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw missing(INDEX, Failure.describe(e));
        }
    }

    private InputStream open(String file) throws SourceException {
        InputStream in = DemoSource.class.getResourceAsStream(folder + file);
        if (in == null) {
            throw missing(file, "the file is missing from this installation");
        }
        return in;
    }

    private SourceException missing(String file, String problem) {
        return new SourceException(
                folder + file, "The demo cannot be read: " + problem, "Reinstall Guise, or open a cluster or files.");
    }
}
