package dev.guise.cluster;

/// A place from which a [ClusterSnapshot] can be read. Reading never changes anything there.
public interface ClusterSource {

    /// What a person calls the place.
    String name();

    /// Reads a snapshot. What cannot be read in part is a warning of the snapshot; the rest goes on.
    ///
    /// @param progress told of each kind as it is read; asked whether to stop
    /// @throws SourceException when nothing useful can be read, with what, where and what to do
    ClusterSnapshot read(ReadProgress progress) throws SourceException;
}
