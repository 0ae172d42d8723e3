package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.files.SafeFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.exc.JacksonIOException;

/// A snapshot in a file: JSON compressed with gzip, best named `….guise.json.gz`.
///
/// The JSON object starts with `format` (always `guise-snapshot`), `version` (an integer, now 1) and `writtenBy`; then
/// come `origin`, `server`, and one array for each list of [ClusterSnapshot], `rbac`'s four beside the others, with
/// the field names of the records. A reader refuses a version that it does not know.
public final class SnapshotFile {
    /// The ending that saved snapshots have.
    public static final String ENDING = ".guise.json.gz";

    static final String FORMAT = "guise-snapshot";
    static final int VERSION = 1;
    private static final int SNIFFED = 1024;
    // However it was laid out: another tool may have written it anew, with spaces and lines.
    private static final Pattern START = Pattern.compile("\\s*\\{\\s*\"format\"\\s*:\\s*\"" + FORMAT + "\"");
    private static final int BUFFER = 1 << 16;

    private SnapshotFile() {}

    /// Writes a snapshot. It is written beside its place and moved there when it is complete; only the owner may read
    /// a new file where the file system knows owners.
    ///
    /// @throws IOException when it cannot be written; a file that was there before is then untouched
    public static void write(ClusterSnapshot snapshot, Path file) throws IOException {
        SafeFile.write(file, out -> {
            try (OutputStream packed = new GZIPOutputStream(out, BUFFER)) {
                new SnapshotWriter(packed).write(snapshot);
            } catch (JacksonIOException e) {
                throw e.getCause();
            }
        });
    }

    /// Whether a file starts as a saved snapshot does. False too for what cannot be read.
    public static boolean isSnapshot(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = open(file)) {
            String start = new String(in.readNBytes(SNIFFED), java.nio.charset.StandardCharsets.UTF_8);
            return START.matcher(start).lookingAt();
        } catch (IOException e) {
            return false;
        }
    }

    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
