package dev.guise.cluster;

/// Watches a read, and may stop it. Called on the reading thread.
public interface ReadProgress {

    /// Watches nothing and never stops.
    ReadProgress NONE = new ReadProgress() {};

    /// A kind, or a file, is being read.
    ///
    /// @param what  the kind or file
    /// @param count how many objects of it were read so far
    default void reading(String what, int count) {}

    /// A kind, or a file, is done.
    ///
    /// @param problem what was wrong with it, `""` when nothing was
    default void done(String what, int count, String problem) {}

    /// Whether the person has had enough; the source then throws a [SourceException] that says so.
    default boolean isCancelled() {
        return false;
    }
}
