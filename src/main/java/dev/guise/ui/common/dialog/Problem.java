package dev.guise.ui.common.dialog;

import java.io.PrintWriter;
import java.io.StringWriter;

/// An error as a person reads it.
///
/// @param title   what could not be done
/// @param message what happened, and to what
/// @param advice  what to do; may be empty
/// @param details for those who ask: may be long, may be empty
public record Problem(String title, String message, String advice, String details) {

    /// The program itself went wrong.
    public static Problem of(String title, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        String message = cause.getMessage();
        return new Problem(title, message == null ? cause.getClass().getSimpleName() : message, "", trace.toString());
    }

    /// Everything, to be copied.
    public String text() {
        return String.join(
                "\n",
                java.util.stream.Stream.of(title, message, advice, details)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }
}
