package dev.guise.cli;

/// How a result is written.
enum Format {
    TEXT,
    JSON
}
