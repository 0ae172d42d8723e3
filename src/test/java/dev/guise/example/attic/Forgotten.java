package dev.guise.example.attic;

/// Wrong on purpose: a room that is not in the table, without an introduction.
public record Forgotten() {}
