package dev.guise.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Lines that a container runtime cut into pieces (docker and CRI do at 16 KiB), put together again.
final class Fragments {
    private static final int MAX_STREAMS = 16;

    private final int most;
    private final Map<String, StringBuilder> open = new HashMap<>();

    /// @param most most characters of one line
    Fragments(int most) {
        this.most = most;
    }

    /// What became of a piece.
    sealed interface Result {
        /// More has to come.
        record Incomplete() implements Result {}

        /// It was the last; this is the line.
        record Complete(String line) implements Result {}

        /// The line is longer than allowed, and was dropped so far.
        record TooLong() implements Result {}
    }

    /// Takes a piece that is not the last of its line.
    Result part(String stream, String piece) {
        if (!open.containsKey(stream) && open.size() >= MAX_STREAMS) {
            return new Result.TooLong();
        }
        StringBuilder text = open.computeIfAbsent(stream, s -> new StringBuilder());
        if (text.length() + (long) piece.length() > most) {
            open.remove(stream);
            return new Result.TooLong();
        }
        text.append(piece);
        return new Result.Incomplete();
    }

    /// Takes the last piece of a line, or a whole one.
    Result last(String stream, String piece) {
        StringBuilder text = open.remove(stream);
        if (text == null) {
            return new Result.Complete(piece);
        }
        return text.length() + (long) piece.length() > most
                ? new Result.TooLong()
                : new Result.Complete(text.append(piece).toString());
    }

    /// A line whose last piece never came; empty when there is none any more.
    Optional<String> takeUnfinished() {
        return open.keySet().stream().findFirst().map(stream -> String.valueOf(open.remove(stream)));
    }
}
