package dev.guise.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWriteThatFailsLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        assertThrows(
                IOException.class,
                () -> SafeFile.write(file, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IOException("disk full");
                }));
        assertEquals("before", Files.readString(file));
        assertEquals(1, count());
    }

    @Test
    void aNewFileIsThereWhenItIsWhole() throws IOException {
        Path file = folder.resolve("new");
        SafeFile.write(file, out -> {
            assertTrue(Files.notExists(file));
            out.write('x');
        });
        assertEquals("x", Files.readString(file));
        assertEquals(1, count());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        SafeFile.write(link, out -> out.write('x'));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("x", Files.readString(file));
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
