package dev.guise.cluster;

/// Nothing useful could be read. For a person: what happened, to what, and what to do.
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String problem;
    private final String advice;

    /// @param where   the file, context or address
    /// @param problem what happened
    /// @param advice  what to do about it; may be empty
    public SourceException(String where, String problem, String advice) {
        super(problem);
        this.where = where;
        this.problem = problem;
        this.advice = advice;
    }

    /// The same, with what caused it for the log.
    public SourceException(String where, String problem, String advice, Throwable cause) {
        super(problem, cause);
        this.where = where;
        this.problem = problem;
        this.advice = advice;
    }

    public String where() {
        return where;
    }

    public String problem() {
        return problem;
    }

    public String advice() {
        return advice;
    }

    /// All three parts in one line.
    public String describe() {
        String line = where.isEmpty() ? problem : where + ": " + problem;
        return advice.isEmpty() ? line : line + ". " + advice;
    }
}
