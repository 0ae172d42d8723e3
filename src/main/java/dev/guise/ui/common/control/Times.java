package dev.guise.ui.common.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the window writes them.
public final class Times {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Times() {}

    /// Day and minute where the person is: `2026-05-04 19:46`.
    public static String minute(Instant time) {
        return MINUTE.withZone(ZoneId.systemDefault()).format(time);
    }
}
