package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSource;
import java.nio.file.Path;
import java.util.List;

/// Chooses the source that fits what a person names.
public final class Sources {
    private Sources() {}

    /// The source for files: a single saved snapshot, recognised by how it starts whatever it is called, else
    /// manifests. Whether the files can be read shows only when the source is read.
    ///
    /// @param options what manifests do not say; a saved snapshot knows its own server
    public static ClusterSource ofFiles(List<Path> paths, FileOptions options) {
        boolean saved = paths.size() == 1 && SnapshotFile.isSnapshot(paths.getFirst());
        return saved
                ? new SavedSnapshotSource(paths.getFirst(), options.assumptions())
                : new FileSource(paths, options);
    }
}
