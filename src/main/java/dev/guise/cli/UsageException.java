package dev.guise.cli;

/// The arguments are wrong in a way that shows only when they are looked at together.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
