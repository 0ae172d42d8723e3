package dev.guise.evidence;

/// Something in a log that was not read, and was skipped.
///
/// @param reason  why, as what it is counted
/// @param file    the file
/// @param line    its line, from 1; `0` when the problem is not that of one line
/// @param offset  where in the file's text (after decompression), in bytes from 0
/// @param problem what is wrong, for a person
public record LogProblem(Unread reason, String file, long line, long offset, String problem) {

    /// All of it in one line.
    public String describe() {
        return line == 0 ? file + ": " + problem : file + ":" + line + ": " + problem;
    }
}
