package dev.guise.conformance;

import java.util.ArrayList;
import java.util.List;

/// Counts what was replayed and keeps the differences, to be printed and asserted at the end.
final class Tally {
    private static final int SHOWN = 20;

    private final String title;
    private final List<String> differences = new ArrayList<>();
    private int checked;

    Tally(String title) {
        this.title = title;
    }

    void compare(Object expected, Object actual, Object what) {
        checked++;
        if (!expected.equals(actual)) {
            differences.add("expected " + expected + "\n but was " + actual + "\n for " + what);
        }
    }

    int checked() {
        return checked;
    }

    List<String> differences() {
        return differences;
    }

    /// One line: the file, the part, how many were checked and how many differ.
    String summary() {
        return title + ": " + checked + " checked, " + differences.size() + " differ";
    }

    String details() {
        return summary() + "\n" + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())));
    }
}
