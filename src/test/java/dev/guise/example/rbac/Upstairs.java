package dev.guise.example.rbac;

import dev.guise.example.ui.Window;

/// Wrong on purpose: the ground floor looks up.
public record Upstairs(Window window) {}
