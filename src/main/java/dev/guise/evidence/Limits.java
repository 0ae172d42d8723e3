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

    public Limits {
        if (maxLineBytes < 1 || maxUses < 1 || maxNamesPerUse < 1 || maxCharacters < 1 || maxExamples < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
