package dev.guise.cli;

import dev.guise.cluster.SourceException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// What all commands have: a cluster, and somewhere for the result to go.
abstract class ClusterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    final Terminal terminal() {
        return terminal;
    }

    final SourceOptions source() {
        return source;
    }

    final OutputOptions output() {
        return output;
    }

    /// Says something that a person should know beside the result.
    final void note(String text) {
        terminal.err().println("note: " + dev.guise.text.Plain.line(text));
        terminal.err().flush();
    }

    @Override
    public final Integer call() throws SourceException {
        output.check();
        return run();
    }

    /// Does it.
    ///
    /// @return the exit code
    abstract int run() throws SourceException;
}
