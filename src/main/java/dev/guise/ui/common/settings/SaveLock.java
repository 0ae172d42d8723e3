package dev.guise.ui.common.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// The right to read a file, change it and write it while no other window does. Held by the lock on a small file beside
/// it, which the system frees when the program ends, however it ends; the small file goes with the turn.
public final class SaveLock implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long BEHIND = 1L << 20;

    private final Path path;
    private final FileChannel channel;

    private SaveLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Waits for its turn.
    ///
    /// @param file whose folder is there
    /// @throws IOException when others hold it for seconds, or no lock can be had there
    public static SaveLock at(Path file) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".lock");
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<SaveLock> turn = attempt(beside);
            if (turn.isPresent()) {
                return turn.get();
            }
            pause();
        }
        throw new IOException("another program has held " + beside + " for " + MAX_WAIT.toSeconds() + " seconds");
    }

    private static Optional<SaveLock> attempt(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (isLocked(channel) && isStillThere(channel, path)) {
            return Optional.of(new SaveLock(path, channel));
        }
        channel.close();
        return Optional.empty();
    }

    // Not where the mark is: some systems let nobody read what is locked.
    private static boolean isLocked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(BEHIND, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException held) {
            // By another window of this program.
            return false;
        } catch (IOException none) {
            // A file system without locks; better to save without one than not at all.
            return channel.isOpen();
        }
    }

    // Whoever had the turn before may have taken away the file that is locked now.
    private static boolean isStillThere(FileChannel channel, Path path) throws IOException {
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark), 0);
        try (FileChannel there = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer found = ByteBuffer.allocate(mark.length);
            there.read(found, 0);
            return Arrays.equals(mark, found.array());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another window was saving", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            // Without the lock the file may be somebody else's turn by now.
            if (channel.isOpen()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
