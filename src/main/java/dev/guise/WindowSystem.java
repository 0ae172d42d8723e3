package dev.guise;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What JavaFX needs of the system, asked before JavaFX would fail with a stack trace.
final class WindowSystem {
    private static final String GTK = "libgtk-3.so.0";

    private WindowSystem() {}

    /// What is missing for a window, and how to get it; empty when nothing is known to be missing.
    static Optional<String> missing(Map<String, String> environment) {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean chosen = !System.getProperty("glass.platform", "").isEmpty();
        return linux && !chosen ? missingOnLinux(environment, WindowSystem::isLoadable) : Optional.empty();
    }

    /// @param loadable whether a shared library can be loaded
    static Optional<String> missingOnLinux(Map<String, String> environment, Predicate<String> loadable) {
        boolean display = isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY");
        if (!display) {
            return Optional.of(
                    "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start Guise in a desktop"
                            + " session, through ssh -X, or under xvfb-run.");
        }
        if (!loadable.test(GTK)) {
            return Optional.of("The window needs GTK 3, and " + GTK + " cannot be loaded. Install it: apt install"
                    + " libgtk-3-0 (Debian, Ubuntu) or dnf install gtk3 (Fedora).");
        }
        return Optional.empty();
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    @SuppressWarnings("restricted") // it is asked for by name only, and nothing in it is called
    private static boolean isLoadable(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
