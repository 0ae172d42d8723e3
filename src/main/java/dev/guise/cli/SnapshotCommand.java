package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.SnapshotFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Saves what was read of a cluster.
@Command(
        name = "snapshot",
        description = "Save everything a review needs from a cluster in one file, without the values of Secrets.",
        footer = {"", "Example: guise snapshot --context production --output production.guise.json.gz"})
final class SnapshotCommand extends ClusterCommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Manifests, dumps, or folders.")
    private List<Path> files = new ArrayList<>();

    SnapshotCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws SourceException {
        Path file = output().output;
        if (file == null) {
            throw new UsageException(
                    "specify the file with --output FILE, preferably ending in " + SnapshotFile.ENDING);
        }
        ClusterSnapshot snapshot = source().readAndWarn(files, terminal());
        try {
            SnapshotFile.write(snapshot, file);
        } catch (IOException e) {
            throw new SourceException(
                    file.toString(),
                    "The snapshot cannot be written: " + e.getMessage(),
                    "Specify another file with --output.",
                    e);
        }
        int objects =
                snapshot.counts().values().stream().mapToInt(Integer::intValue).sum();
        note("saved " + objects + (objects == 1 ? " object" : " objects") + " of "
                + snapshot.origin().name() + " in " + file);
        return ExitCodes.OK;
    }
}
