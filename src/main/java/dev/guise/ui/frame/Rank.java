package dev.guise.ui.frame;

import dev.guise.findings.Severity;
import java.util.Locale;

/// How bad the worst thing is that an identity reaches. Worst first.
public enum Rank {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NONE;

    /// The rank of what a finding of that severity is about.
    public static Rank of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> CRITICAL;
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW, INFO -> LOW;
        };
    }

    /// The style class of a badge of this rank.
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
