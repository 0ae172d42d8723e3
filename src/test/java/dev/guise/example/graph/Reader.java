package dev.guise.example.graph;

import java.nio.file.Files;
import java.nio.file.Path;

/// Looks into files, which the room does not do.
final class Reader {
    private Reader() {}

    static boolean isThere(Path file) {
        return Files.exists(file);
    }
}
