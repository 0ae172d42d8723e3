package dev.guise.cluster.read;

import dev.guise.cluster.Assumptions;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A snapshot saved before, see [SnapshotFile].
public final class SavedSnapshotSource implements ClusterSource {
    private static final long MAX_BYTES = 1L << 30;
    private static final String ADVICE = "Save the snapshot again, or open another file.";

    private final Path file;
    private final Assumptions assumptions;

    /// The snapshot as it was saved.
    public SavedSnapshotSource(Path file) {
        this(file, (read, _) -> read);
    }

    /// @param assumptions what is assumed beside it, where it was saved without
    public SavedSnapshotSource(Path file, Assumptions assumptions) {
        this.file = file;
        this.assumptions = assumptions;
    }

    @Override
    public String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    @Override
    public String key() {
        return "file " + file.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Path> savedSnapshot() {
        return Optional.of(file);
    }

    /// Reads it; the snapshot is equal to the one saved.
    @Override
    public ClusterSnapshot read(ReadProgress progress) throws SourceException {
        progress.reading(name(), 0);
        try (InputStream in = new Limited(SnapshotFile.open(file), progress)) {
            ClusterSnapshot saved = SnapshotParser.parse(JsonObjects.readWhole(in));
            ClusterSnapshot snapshot = assumptions.complete(saved, Set.of());
            progress.done(
                    name(),
                    snapshot.counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    "");
            return snapshot;
        } catch (BrokenDocumentException | BadFieldException e) {
            if (progress.isCancelled()) {
                throw new SourceException(file.toString(), "Reading was stopped", "", e);
            }
            throw damaged(e.getMessage(), e);
        } catch (IOException e) {
            throw damaged(Failure.describe(e), e);
        }
    }

    private SourceException damaged(@org.jspecify.annotations.Nullable String problem, Exception cause) {
        return new SourceException(file.toString(), "The saved snapshot cannot be read: " + problem, ADVICE, cause);
    }

    /// Ends when the person has had enough, and before a small file can unfold to anything that fills the memory.
    private static final class Limited extends java.io.FilterInputStream {
        private final ReadProgress progress;
        private long left = MAX_BYTES;

        Limited(InputStream in, ReadProgress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            left -= read;
            if (left < 0 || progress.isCancelled()) {
                throw new IOException(left < 0 ? "it is too large" : "reading was stopped");
            }
            return read;
        }
    }
}
