package dev.guise.cluster.read;

/// A field that makes the whole object unusable.
final class BadFieldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    BadFieldException(int line, String problem) {
        super(problem);
        this.line = line;
        this.problem = problem;
    }

    int line() {
        return line;
    }

    String problem() {
        return problem;
    }
}
