package dev.guise.findings.triage;

/// A file is no workspace that this program can read.
public final class WorkspaceException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong, with the place in the file
    public WorkspaceException(String problem) {
        super(problem);
    }

    /// What is wrong, with the place in the file.
    public String problem() {
        return String.valueOf(getMessage());
    }
}
