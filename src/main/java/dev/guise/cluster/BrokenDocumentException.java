package dev.guise.cluster;

/// A document could not be read to its end. Objects that were complete before have been handed on.
final class BrokenDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /// How it is broken.
    enum Damage {
        MALFORMED,
        CUT_OFF
    }

    private final int line;
    private final Damage damage;

    BrokenDocumentException(Damage damage, int line, String problem) {
        super(problem);
        this.damage = damage;
        this.line = line;
    }

    int line() {
        return line;
    }

    Damage damage() {
        return damage;
    }

    String problem() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
