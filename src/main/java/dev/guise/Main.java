package dev.guise;

import dev.guise.cli.Cli;
import dev.guise.cli.Terminal;
import dev.guise.text.Plain;
import dev.guise.ui.Launch;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The program's entrance. Arguments that are all files open the window with them, none open it empty; everything else
/// is for the command line, which never loads JavaFX.
public final class Main {
    private static final int BUFFER = 1 << 16;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = new Terminal(
                System.in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true),
                System.getenv(),
                Path.of(System.getProperty("user.home", "")));
        if (opensWindow(terminal, args)) {
            openWindow(terminal, args);
        } else {
            System.exit(new Cli(terminal).run(args));
        }
    }

    // The command line is made only for arguments: the first window does not wait for it.
    private static boolean opensWindow(Terminal terminal, String[] args) {
        boolean files = Arrays.stream(args).allMatch(Main::exists);
        return files && (args.length == 0 || !new Cli(terminal).names().contains(args[0]));
    }

    private static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void openWindow(Terminal terminal, String[] args) {
        Optional<String> missing = WindowSystem.missing(terminal.environment());
        if (missing.isPresent()) {
            fail(terminal, missing.get());
            return;
        }
        try {
            Launch.run(args);
        } catch (UnsupportedOperationException | UnsatisfiedLinkError | NoClassDefFoundError e) {
            fail(terminal, "The window cannot be opened: " + e.getMessage() + ".");
        }
    }

    private static void fail(Terminal terminal, String problem) {
        List<String> names = new Cli(terminal).names().stream().toList();
        terminal.err()
                .println("guise: " + Plain.line(problem) + " Commands that work without a window: "
                        + String.join(", ", names) + " (see --help).");
        terminal.err().flush();
        System.exit(FAILED);
    }
}
