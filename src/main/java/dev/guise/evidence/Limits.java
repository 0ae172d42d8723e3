package dev.guise.evidence;

/// How much is kept, so that logs of any size are read in constant memory. What is over a limit is counted, not lost
/// silently.
///
/// @param maxLineBytes    longest line that is read; a longer one is skipped and counted
/// @param maxUses         most distinct [ImpersonationUse]s; events of further ones are only counted
/// @param maxNamesPerUse  most distinct names (or paths) kept for one use; see [ImpersonationUse#names]
/// @param maxCharacters   most characters kept in all uses together, against names of megabytes
/// @param maxExamples     most [LogProblem]s kept
public record Limits(int maxLineBytes, int maxUses, int maxNamesPerUse, long maxCharacters, int maxExamples) {

    /// Lines to 16 MiB, 50,000 uses with 32 names each, 32 million characters, 20 examples of problems: at most some
    /// 150 MB.
    public static final Limits DEFAULT = new Limits(16 << 20, 50_000, 32, 32_000_000, 20);

    private static final int MAX_LINE_BYTES = 1 << 30;

    public Limits {
        boolean lines = maxLineBytes > 0 && maxLineBytes <= MAX_LINE_BYTES;
        boolean kept = maxUses > 0 && maxNamesPerUse > 0 && maxCharacters > 0 && maxExamples >= 0;
        if (!lines || !kept) {
            throw new IllegalArgumentException("limits must be positive, and the line limit at most 1 GiB");
        }
    }
}
