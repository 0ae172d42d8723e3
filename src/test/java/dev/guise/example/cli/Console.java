package dev.guise.example.cli;

import dev.guise.example.ui.Window;
import org.jspecify.annotations.Nullable;

/// Wrong on purpose: the command line knows the window. That it prints is right.
public record Console(@Nullable Window window) {

    public void print() {
        System.out.println(window);
    }
}
