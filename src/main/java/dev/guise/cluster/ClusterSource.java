package dev.guise.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// A place from which a [ClusterSnapshot] can be read. Reading never changes anything there.
public interface ClusterSource {

    /// What a person calls the place.
    String name();

    /// What stays the same whenever the same place is read again, and differs for other places; for what is kept about
    /// a place. Not for people.
    default String key() {
        return "name " + name();
    }

    /// The file that it is, when it is one saved snapshot.
    default Optional<Path> savedSnapshot() {
        return Optional.empty();
    }

    /// How to ask a running cluster what it would say to roles and bindings; empty where none runs, such as for files.
    default Optional<DryRunner.Opening> dryRun() {
        return Optional.empty();
    }

    /// A way to ask a running cluster about access.
    interface Live {
        /// Someone who asks; to be closed. May take a while.
        AccessReviewer reviewer() throws SourceException;
    }

    /// How to ask the cluster about access; empty where none runs, such as for files.
    default Optional<Live> live() {
        return Optional.empty();
    }

    /// Reads a snapshot. What cannot be read in part is a warning of the snapshot; the rest goes on.
    ///
    /// @param progress notified of each kind as it is read; asked whether to stop
    /// @throws SourceException when nothing useful can be read, with what, where and what to do
    ClusterSnapshot read(ReadProgress progress) throws SourceException;
}
