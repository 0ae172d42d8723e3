package dev.guise.cli;

import dev.guise.cluster.SourceException;
import dev.guise.text.Plain;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: arguments in, text or JSON out, an exit code.
public final class Cli {
    private final CommandLine commands;
    private final Terminal terminal;

    public Cli(Terminal terminal) {
        this.terminal = terminal;
        this.commands = commands(terminal);
    }

    private static CommandLine commands(Terminal terminal) {
        List<Callable<Integer>> all = List.of(
                new ScanCommand(terminal),
                new SimulateCommand(terminal),
                new PathsCommand(terminal),
                new WhoCanCommand(terminal),
                new ReachCommand(terminal),
                new CompareCommand(terminal),
                new EvidenceCommand(terminal),
                new SnapshotCommand(terminal));
        CommandLine commands = new CommandLine(new GuiseCommand());
        for (Callable<Integer> command : all) {
            CommandLine subcommand = new CommandLine(command);
            subcommand.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new GuiseCommand.Version());
            commands.addSubcommand(subcommand);
        }
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(new PrintWriter(new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8), true));
        commands.setErr(terminal.err());
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commands.setUsageHelpAutoWidth(false);
        commands.setUsageHelpWidth(100);
        commands.setExpandAtFiles(false);
        commands.setParameterExceptionHandler((e, args) -> usage(terminal, e.getCommandLine(), message(e)));
        commands.setExecutionExceptionHandler((e, command, result) -> failed(terminal, command, e));
        return commands;
    }

    /// The names of all commands.
    public Set<String> names() {
        return commands.getSubcommands().keySet();
    }

    /// Does what the arguments say.
    ///
    /// @return the exit code: 0 done, 1 failed, 2 findings as severe as asked for, 64 wrong arguments
    public int run(String... args) {
        try {
            if (args.length == 0) {
                return usage(terminal, commands, "no command was given");
            }
            int code = commands.execute(args);
            terminal.err().flush();
            return code;
        } catch (OutOfMemoryError e) {
            return error(
                    terminal,
                    "guise",
                    "not enough memory for this cluster; start Guise with java -Xmx8g -jar guise.jar");
        } catch (StackOverflowError e) {
            return error(terminal, "guise", "the input is nested too deeply");
        }
    }

    private static String message(ParameterException e) {
        boolean program = e.getCommandLine().getParent() == null;
        if (program && e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "\"" + unmatched.getUnmatched().getFirst() + "\" is neither a command nor an existing file";
        }
        String message = String.valueOf(e.getMessage());
        return message.isEmpty() ? "invalid arguments" : message;
    }

    private static int usage(Terminal terminal, CommandLine command, String message) {
        String name = command.getCommandSpec().qualifiedName();
        terminal.err().println(name + ": " + Plain.line(message) + " (see " + name + " --help)");
        terminal.err().flush();
        return ExitCodes.USAGE;
    }

    private static int failed(Terminal terminal, CommandLine command, Exception e) {
        String name = command.getCommandSpec().qualifiedName();
        return switch (e) {
            case UsageException usage -> usage(terminal, command, String.valueOf(usage.getMessage()));
            case SourceException source -> error(terminal, name, source.describe());
            default -> error(terminal, name, "internal error, please report it: " + e);
        };
    }

    private static int error(Terminal terminal, String name, String message) {
        terminal.err().println(name + ": " + Plain.line(message));
        terminal.err().flush();
        return ExitCodes.FAILED;
    }
}
