package dev.guise;

import dev.guise.ui.Launch;

/// Where the program starts.
public final class Main {
    private Main() {}

    /// Opens the window, with the files that are named or with the start page.
    public static void main(String[] args) {
        Launch.run(args);
    }
}
