package dev.guise.cli;

import picocli.CommandLine.Command;

/// The program as a whole; everything is done by its subcommands.
@Command(
        name = "guise",
        description =
                "See who can become whom in a Kubernetes cluster. Without arguments, or with files only, Guise opens"
                        + " its window.",
        mixinStandardHelpOptions = true,
        versionProvider = GuiseCommand.Version.class,
        footer = {
            "",
            "Exit codes: 0 success, 1 failure, 2 findings at or above --fail-on, 3 incomplete input, 64 invalid"
                    + " arguments."
        })
final class GuiseCommand {
    /// The version that the jar's manifest names.
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GuiseCommand.class.getPackage().getImplementationVersion();
            return new String[] {"guise " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
