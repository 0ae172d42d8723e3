package dev.guise.cli;

import dev.guise.cluster.SourceException;
import dev.guise.files.SafeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a result goes.
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file instead of standard output; an incomplete file is never left behind.")
    @Nullable
    Path output;

    /// Says before any work is done that the file cannot be there.
    void check() throws SourceException {
        if (output == null) {
            return;
        }
        Path folder = output.toAbsolutePath().getParent();
        if (Files.isDirectory(output)) {
            throw new SourceException(output.toString(), "The output is a folder", "Specify a file in it.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new SourceException(
                    output.toString(), "The output folder " + folder + " does not exist", "Create it first.");
        }
    }

    /// Writes the result to the file, or to standard output.
    void write(Terminal terminal, SafeFile.Content content) throws SourceException {
        try {
            if (output == null) {
                content.writeTo(terminal.out());
                terminal.out().flush();
            } else {
                SafeFile.write(output, content);
            }
        } catch (UncheckedIOException e) {
            throw failed(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Writes lines of text.
    void writeText(Terminal terminal, Consumer<TextWriter> lines) throws SourceException {
        write(terminal, out -> text(out, lines));
    }

    private static void text(OutputStream out, Consumer<TextWriter> lines) throws IOException {
        TextWriter text = new TextWriter(out);
        lines.accept(text);
        text.flush();
    }

    private SourceException failed(Exception e) {
        String where = output == null ? "standard output" : output.toString();
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new SourceException(
                where, "The result cannot be written: " + why, "Specify another file with --output.", e);
    }
}
