package dev.guise.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/// What a command finds around it.
///
/// @param in          standard input, read for the file `-`
/// @param out         standard output; what is asked for goes there as UTF-8
/// @param err         standard error, for what a person must know beside it
/// @param environment environment variables
/// @param home        the home folder
public record Terminal(InputStream in, OutputStream out, PrintWriter err, Map<String, String> environment, Path home) {
    public Terminal {
        environment = Map.copyOf(environment);
    }
}
