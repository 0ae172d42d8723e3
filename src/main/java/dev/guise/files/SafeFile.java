package dev.guise.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is written beside its place and moved there when it is complete.
public final class SafeFile {
    private static final int BUFFER = 1 << 16;

    private SafeFile() {}

    /// Writes something. The stream is the writer's only while it runs.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file whole or not at all. A link is followed; what is no regular file, such as a pipe or a device, is
    /// written to where it is.
    ///
    /// @throws IOException when it cannot be written; a file that was there before is then untouched
    public static void write(Path file, Content content) throws IOException {
        boolean exists = Files.exists(file);
        if (exists && !Files.isRegularFile(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                content.writeTo(out);
            }
            return;
        }
        Path target = exists ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        Path beside = Files.createTempFile(folder == null ? target : folder, ".guise-", ".tmp");
        beside.toFile().deleteOnExit();
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), BUFFER)) {
                content.writeTo(out);
            }
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// The same for a text, as UTF-8.
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
