package dev.guise.ui.frame;

import java.util.Locale;

/// How bad the worst thing is that an identity reaches. Worst first.
public enum Rank {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NONE;

    /// The style class of a badge of this rank.
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
