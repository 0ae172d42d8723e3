package dev.guise.evidence;

/// Watches the reading of audit logs, and may stop it. Called on the reading thread, often: at least once for each
/// mebibyte.
public interface LogProgress {

    /// Watches nothing and never stops.
    LogProgress NONE = new LogProgress() {};

    /// So much was read.
    ///
    /// @param bytesRead  bytes of the files as they lie on the disk, so compressed bytes of a compressed file
    /// @param bytesTotal size of all files together; `0` when it is not known
    default void read(long bytesRead, long bytesTotal) {}

    /// Whether the person has had enough; the reader then throws a [java.util.concurrent.CancellationException].
    default boolean isCancelled() {
        return false;
    }
}
