package dev.guise.ui.workspace;

import dev.guise.findings.triage.JsonFields;
import dev.guise.findings.triage.WorkspaceException;
import dev.guise.findings.triage.WorkspaceFile;
import dev.guise.report.SafeFile;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.settings.Turn;
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
import tools.jackson.databind.node.ObjectNode;

/// Keeps the [Workspace] of one cluster in its file. A change is saved a second later, written beside the file and
/// moved over it. What another window wrote meanwhile is read again before and merged, entry by entry, and shown here,
/// too. A file that cannot be read is moved aside, never written over, and the work begins anew; when it cannot even be
/// moved, nothing is saved. Whatever goes wrong is told once, and the program goes on.
public final class WorkspaceStore {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int MOST_ASIDE = 100;

    /// What was found in the file.
    ///
    /// @param workspace what to go on with
    /// @param before    the file's JSON
    /// @param problem   what to tell the person, if anything
    /// @param writable  whether the file may be written
    public record Loaded(Workspace workspace, ObjectNode before, Optional<String> problem, boolean writable) {}

    private final Optional<Path> file;
    private final String cluster;
    private final Background background;
    private final Consumer<String> onProblem;
    private final WorkspaceJson json = new WorkspaceJson();
    private final String job;
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(Workspace.EMPTY);
    private final Object writing = new Object();
    private final Object changing = new Object();
    private ObjectNode before = json.empty();
    private Workspace saved = Workspace.EMPTY;
    private volatile Workspace latest = Workspace.EMPTY;
    private boolean loaded;
    private boolean writable;
    private boolean failing;

    private WorkspaceStore(Optional<Path> file, String cluster, Background background, Consumer<String> onProblem) {
        this.file = file;
        this.cluster = cluster;
        this.background = background;
        this.onProblem = onProblem;
        job = "workspace.save " + file.map(Path::toString).orElse("");
    }

    /// Of a file, which is read by [#load].
    ///
    /// @param cluster   what the cluster is called
    /// @param onProblem told on the window's thread when the workspace cannot be saved
    public static WorkspaceStore of(Path file, String cluster, Background background, Consumer<String> onProblem) {
        return new WorkspaceStore(Optional.of(file), cluster, background, onProblem);
    }

    /// One that is forgotten with the window.
    public static WorkspaceStore inMemory(Background background) {
        return new WorkspaceStore(Optional.empty(), "", background, problem -> {});
    }

    /// Reads the file. May be called on any thread; the result is for [#use].
    public Loaded load() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return new Loaded(Workspace.EMPTY, json.empty(), Optional.empty(), true);
        }
        Path path = file.get();
        try {
            JsonFields root = WorkspaceFile.read(path);
            return new Loaded(json.read(root), root.node(), Optional.empty(), true);
        } catch (NoSuchFileException gone) {
            return new Loaded(Workspace.EMPTY, json.empty(), Optional.empty(), true);
        } catch (WorkspaceException broken) {
            return unreadable(path, broken.problem());
        } catch (IOException failed) {
            // Whatever it holds may be good.
            String what = path + " could not be read: " + failed + ". Nothing is saved this time.";
            return new Loaded(Workspace.EMPTY, json.empty(), Optional.of(what), false);
        }
    }

    private Loaded unreadable(Path path, String problem) {
        try {
            Path aside = moveAside(path);
            String what = path + " is no workspace that can be read: " + problem + ". It was kept as "
                    + aside.getFileName() + "; the work begins anew.";
            return new Loaded(Workspace.EMPTY, json.empty(), Optional.of(what), true);
        } catch (IOException failed) {
            String what = path + " is no workspace that can be read: " + problem
                    + ". It could not be moved aside either, so nothing is saved this time.";
            return new Loaded(Workspace.EMPTY, json.empty(), Optional.of(what), false);
        }
    }

    // A move would write over what has the name already.
    private static Path moveAside(Path path) throws IOException {
        for (int i = 1; i <= MOST_ASIDE; i++) {
            Path aside = path.resolveSibling(path.getFileName() + ".broken" + (i == 1 ? "" : "-" + i));
            try {
                Files.copy(path, aside);
                Files.delete(path);
                return aside;
            } catch (FileAlreadyExistsException taken) {
                // An earlier one that was broken; it stays, too.
            }
        }
        throw new IOException("there are " + MOST_ASIDE + " broken ones already");
    }

    /// Goes on with what was read. Only the first time: what was done since then counts.
    public void use(Loaded found) {
        if (loaded) {
            return;
        }
        loaded = true;
        writable = found.writable();
        before = found.before();
        saved = found.workspace();
        set(found.workspace());
    }

    private void set(Workspace now) {
        synchronized (changing) {
            latest = now;
        }
        workspace.set(now);
    }

    /// Whether the file was read already.
    public boolean isLoaded() {
        return loaded;
    }

    public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    public Workspace get() {
        return workspace.get();
    }

    /// Changes the workspace and saves it within a second or so.
    public void update(UnaryOperator<Workspace> change) {
        Workspace now;
        synchronized (changing) {
            now = change.apply(latest);
            latest = now;
        }
        if (now.equals(workspace.get())) {
            return;
        }
        workspace.set(now);
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
        workspace.set(latest);
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
            workspace.set(latest);
        }
    }

    private boolean save() {
        synchronized (writing) {
            Workspace now = latest;
            if (file.isEmpty() || now.equals(saved)) {
                return false;
            }
            try {
                Workspace merged = mergeAndWrite(file.get(), now);
                synchronized (changing) {
                    latest = WorkspaceMerge.merge(now, merged, latest);
                }
                saved = merged;
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(
                        "The workspace could not be saved to " + file.get() + ": " + failed, failed);
            }
        }
    }

    private Workspace mergeAndWrite(Path path, Workspace now) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (Turn _ = Turn.at(path.toAbsolutePath())) {
            Workspace merged = WorkspaceMerge.merge(saved, readAgain(path), now);
            byte[] text = json.write(merged, cluster, before);
            if (text.length > WorkspaceFile.LARGEST) {
                throw new IOException("it would be larger than " + (WorkspaceFile.LARGEST >> 20) + " MiB");
            }
            SafeFile.write(path, out -> out.write(text));
            return merged;
        }
    }

    // What others wrote since; what they took away or spoilt as a whole is written anew.
    private Workspace readAgain(Path path) throws IOException {
        if (!Files.exists(path)) {
            return saved;
        }
        try {
            JsonFields root = WorkspaceFile.read(path);
            Workspace theirs = json.read(root);
            before = root.node();
            return theirs;
        } catch (NoSuchFileException gone) {
            return saved;
        } catch (WorkspaceException broken) {
            moveAside(path);
            return saved;
        }
    }
}
