package dev.guise.ui.common.settings;

import dev.guise.files.SafeFile;
import dev.guise.ui.common.background.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps one value in a JSON file that several windows may write. A change is saved a second later, written beside the
/// file and moved over it, so that a crash leaves the old file or the new one. What another window wrote meanwhile is
/// read again before and merged, and holds here, too.
///
/// A file that is not what it should be is moved aside, never written over, and the initial value is used; when it
/// cannot
/// even be moved, or may be good but cannot be read now, nothing is saved. Whatever goes wrong is told once, and the
/// program goes on.
///
/// @param <T> the value; immutable
public final class MergedJsonFile<T> {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int MAX_ASIDE = 100;

    /// How a value is kept.
    ///
    /// @param <T> the value
    public interface Format<T> {

        /// What the file holds, to begin a sentence with or to stand within one.
        String name();

        /// The value where there is no file.
        T initial();

        /// Reads a file whole.
        ///
        /// @throws UnreadableException when it is not what it should be
        /// @throws IOException         when it cannot be read, whatever it holds
        Content<T> read(Path file) throws IOException, UnreadableException;

        /// Writes a value.
        ///
        /// @param before the file's JSON, whose unknown fields are kept
        /// @throws IOException when it could not be read again
        byte[] write(T value, ObjectNode before) throws IOException;

        /// Puts together what two windows made of one value.
        ///
        /// @param base   what both began with
        /// @param theirs what others made of it
        /// @param mine   what was made of it here, later
        T merge(T base, T theirs, T mine);
    }

    /// What a file holds.
    ///
    /// @param value what it says
    /// @param json  all of it, unknown fields included
    public record Content<T>(T value, ObjectNode json) {}

    /// What was found.
    ///
    /// @param content  what to go on with
    /// @param problem  what to tell the person, if anything
    /// @param writable whether the file may be written
    public record Loaded<T>(Content<T> content, Optional<String> problem, boolean writable) {}

    /// A file that is not what it should be; its message says why.
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        public UnreadableException(String problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }

    private final Optional<Path> file;
    private final Format<T> format;
    private final Background background;
    private final Consumer<String> onProblem;
    private final String job;
    private final ReadOnlyObjectWrapper<T> value;
    private final Object writing = new Object();
    private final Object changing = new Object();
    private ObjectNode before = JsonNodeFactory.instance.objectNode();
    private T saved;
    private volatile T latest;
    private boolean loaded;
    private boolean writable;
    private boolean failing;

    /// @param file      read by [#load]; none for a value that is forgotten with the window
    /// @param onProblem told on the window's thread when the value cannot be saved
    public MergedJsonFile(Optional<Path> file, Format<T> format, Background background, Consumer<String> onProblem) {
        this.file = file;
        this.format = format;
        this.background = background;
        this.onProblem = onProblem;
        job = "save " + file.map(Path::toString).orElse("");
        saved = format.initial();
        latest = saved;
        value = new ReadOnlyObjectWrapper<>(saved);
    }

    /// Reads the file. May be called on any thread; the result is for [#use].
    public Loaded<T> load() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return initial(Optional.empty(), true);
        }
        Path path = file.get();
        try {
            return new Loaded<>(format.read(path), Optional.empty(), true);
        } catch (NoSuchFileException gone) {
            return initial(Optional.empty(), true);
        } catch (UnreadableException broken) {
            return unreadable(path, String.valueOf(broken.getMessage()));
        } catch (IOException failed) {
            // Whatever it holds may be good.
            return initial(Optional.of("Could not read " + path + ": " + failed + ". Changes are not saved."), false);
        }
    }

    private Loaded<T> initial(Optional<String> problem, boolean mayWrite) {
        return new Loaded<>(new Content<>(format.initial(), JsonNodeFactory.instance.objectNode()), problem, mayWrite);
    }

    private Loaded<T> unreadable(Path path, String problem) {
        String what = path + " is not a readable " + format.name() + " file: " + problem + ". ";
        try {
            Path aside = moveAside(path);
            return initial(
                    Optional.of(what + "It was kept as " + aside.getFileName() + ", and Guise starts a new one."),
                    true);
        } catch (IOException failed) {
            return initial(Optional.of(what + "Guise could not rename it either, so changes are not saved."), false);
        }
    }

    // A move would write over what has the name already.
    private static Path moveAside(Path path) throws IOException {
        for (int i = 1; i <= MAX_ASIDE; i++) {
            Path aside = path.resolveSibling(path.getFileName() + ".broken" + (i == 1 ? "" : "-" + i));
            try {
                Files.copy(path, aside);
                Files.delete(path);
                return aside;
            } catch (FileAlreadyExistsException taken) {
                // An earlier one that was broken; it stays, too.
            }
        }
        throw new IOException("there are " + MAX_ASIDE + " broken files already");
    }

    /// Goes on with what was read. Only the first time: what was done since then counts.
    public void use(Loaded<T> found) {
        if (loaded) {
            return;
        }
        loaded = true;
        writable = found.writable();
        before = found.content().json();
        saved = found.content().value();
        synchronized (changing) {
            latest = saved;
        }
        value.set(saved);
    }

    /// Whether the file was read already.
    public boolean isLoaded() {
        return loaded;
    }

    public ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    public T get() {
        return value.get();
    }

    /// Changes the value and saves it within a second or so.
    public void update(UnaryOperator<T> change) {
        T now;
        synchronized (changing) {
            now = change.apply(latest);
            latest = now;
        }
        if (now.equals(value.get())) {
            return;
        }
        value.set(now);
        if (writable) {
            background
                    .waitingJob(job, progress -> save())
                    .after(DELAY)
                    .onDone(done -> saved())
                    .onError(error -> tell(String.valueOf(error.getMessage())))
                    .start();
        }
    }

    // Shows what came from another window.
    private void saved() {
        failing = false;
        value.set(latest);
    }

    // A disk that is full is full for the next change, too.
    private void tell(String problem) {
        if (!failing) {
            failing = true;
            onProblem.accept(problem);
        }
    }

    /// Saves at once what is not saved yet.
    ///
    /// @throws UncheckedIOException when it cannot be written
    public void flush() {
        background.cancel(job);
        if (writable) {
            save();
            value.set(latest);
        }
    }

    // Always the latest: a job that was late must not write over what came after it.
    private boolean save() {
        synchronized (writing) {
            T now = latest;
            if (file.isEmpty() || now.equals(saved)) {
                return false;
            }
            try {
                T merged = mergeAndWrite(file.get().toAbsolutePath(), now);
                synchronized (changing) {
                    latest = format.merge(now, merged, latest);
                }
                saved = merged;
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(
                        "The " + format.name() + " could not be saved to " + file.get() + ": " + failed, failed);
            }
        }
    }

    private T mergeAndWrite(Path path, T now) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        try (SaveLock _ = SaveLock.at(path)) {
            T merged = format.merge(saved, readAgain(path), now);
            byte[] text = format.write(merged, before);
            SafeFile.write(path, out -> out.write(text));
            return merged;
        }
    }

    // What others wrote since; what they took away or spoilt as a whole is written as it is here.
    private T readAgain(Path path) throws IOException {
        if (!Files.exists(path)) {
            return saved;
        }
        try {
            Content<T> theirs = format.read(path);
            before = theirs.json();
            return theirs.value();
        } catch (NoSuchFileException gone) {
            return saved;
        } catch (UnreadableException broken) {
            moveAside(path);
            return saved;
        }
    }
}
