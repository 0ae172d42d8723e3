package dev.guise.cli;

import dev.guise.text.Plain;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes lines of text for a person. Nothing gets to a terminal past [Plain].
final class TextWriter {
    private final BufferedWriter writer;

    TextWriter(OutputStream out) {
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    /// One line, without anything in it that is not to be seen.
    TextWriter line(String text) {
        try {
            writer.write(Plain.line(text));
            writer.write('\n');
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hands on what was written.
    void flush() throws IOException {
        writer.flush();
    }
}
