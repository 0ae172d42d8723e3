package dev.guise.cli;

import dev.guise.cluster.Limit;
import dev.guise.cluster.SourceException;
import dev.guise.report.JsonWriter;
import dev.guise.report.LimitsText;
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
        int code = run();
        boolean hidden = source.limits().stream().anyMatch(Limit::couldHide);
        return code == ExitCodes.OK && source.strict && hidden ? ExitCodes.LIMITED : code;
    }

    /// Writes what the answer rests on.
    final void limits(JsonWriter json) {
        LimitsText.write(json, source.limits());
    }

    /// Writes what the answer rests on.
    final void limits(TextWriter text) {
        LimitsText.lines(source.limits()).forEach(text::line);
    }

    /// Does it.
    ///
    /// @return the exit code
    abstract int run() throws SourceException;
}
