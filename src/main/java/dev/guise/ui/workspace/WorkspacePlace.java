package dev.guise.ui.workspace;

import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.read.SnapshotFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where the workspace of a cluster is kept: beside a saved snapshot, so that it goes along when both are handed on;
/// for everything else among the settings.
public final class WorkspacePlace {
    private static final String ENDING = ".workspace.json";
    private static final int MAX_NAME = 48;
    private static final int HASH_BYTES = 6;

    private WorkspacePlace() {}

    /// The file for a source. It need not exist. A snapshot in a folder that may not be written has its workspace among
    /// the settings, unless there is one beside it already.
    ///
    /// @param settings the folder of the settings
    public static Path of(ClusterSource source, Path settings) {
        Path among = settings.resolve("workspaces").resolve(name(source.key()));
        return source.savedSnapshot()
                .map(file -> beside(file.toAbsolutePath().normalize()))
                .filter(file -> Files.exists(file) || isWritable(file.getParent()))
                .orElse(among);
    }

    private static boolean isWritable(@org.jspecify.annotations.Nullable Path folder) {
        return folder != null && Files.isWritable(folder);
    }

    private static Path beside(Path snapshot) {
        String name = String.valueOf(snapshot.getFileName());
        String stem = name.endsWith(SnapshotFile.ENDING)
                ? name.substring(0, name.length() - SnapshotFile.ENDING.length())
                : name;
        return snapshot.resolveSibling(stem + ENDING);
    }

    /// A file name that a person can recognise and that differs wherever keys differ.
    static String name(String key) {
        String readable = key.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
        String end = readable.substring(Math.max(0, readable.length() - MAX_NAME));
        return end + "-" + hash(key) + ".json";
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
