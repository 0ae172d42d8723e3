package dev.guise.example.ui;

import dev.guise.example.cli.Console;
import dev.guise.example.rbac.Upstairs;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Wrong on purpose: the window knows the command line, and there is a cycle.
public record Window(
        Color colour, Console console, @Nullable Upstairs upstairs) {}
