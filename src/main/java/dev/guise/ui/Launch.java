package dev.guise.ui;

/// Opens the window; the only class of this room that the entrance knows.
public final class Launch {
    private Launch() {}

    /// Runs until the window is closed.
    ///
    /// @param files files and folders to open at once; may be empty
    @SuppressWarnings("DoNotCallSuggester")
    public static void run(String[] files) {
        throw new UnsupportedOperationException("this build has no window for " + files.length + " files");
    }
}
