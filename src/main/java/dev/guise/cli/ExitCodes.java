package dev.guise.cli;

/// What the program's exit says.
final class ExitCodes {
    static final int OK = 0;

    /// Something could not be done; one line on standard error says what.
    static final int FAILED = 1;

    /// There are findings at least as severe as `--fail-on` says.
    static final int FOUND = 2;

    /// Something was not read, or not judged, that could change the answer.
    static final int LIMITED = 3;

    /// The arguments are wrong (`EX_USAGE` of sysexits).
    static final int USAGE = 64;

    private ExitCodes() {}
}
