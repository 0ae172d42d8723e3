package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSource;
import dev.guise.rbac.ServerProfile;
import java.nio.file.Path;
import java.util.List;

/// Chooses the source that fits what a person names.
public final class Sources {
    private Sources() {}

    /// The source for files: a single saved snapshot, recognised by how it starts whatever it is called, else
    /// manifests. Whether the files can be read shows only when the source is read.
    ///
    /// @param server what the server of manifests is like; a saved snapshot knows its own
    public static ClusterSource ofFiles(List<Path> paths, ServerProfile server) {
        boolean saved = paths.size() == 1 && SnapshotFile.isSnapshot(paths.getFirst());
        return saved ? new SavedSnapshotSource(paths.getFirst()) : new FileSource(paths, server);
    }
}
