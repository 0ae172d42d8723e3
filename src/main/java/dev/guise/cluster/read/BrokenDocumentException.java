package dev.guise.cluster.read;

/// A document could not be read to its end. Objects that were complete before have been handed on.
public final class BrokenDocumentException extends Exception {
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

    public int line() {
        return line;
    }

    Damage damage() {
        return damage;
    }

    public String problem() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
