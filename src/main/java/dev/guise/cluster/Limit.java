package dev.guise.cluster;

/// What an answer about a cluster rests on: something that was assumed, not judged or not read.
///
/// @param id    which limit it is
/// @param text  what was assumed, not judged or not read, in a sentence
/// @param count how many objects, files or kinds it is about
/// @param hides what it could hide, in a sentence; `""` for nothing
public record Limit(LimitId id, String text, int count, String hides) {

    /// Whether it could hide something.
    public boolean couldHide() {
        return !hides.isEmpty();
    }

    /// Text and consequence in one line.
    public String describe() {
        return hides.isEmpty() ? text : text + " " + hides;
    }
}
