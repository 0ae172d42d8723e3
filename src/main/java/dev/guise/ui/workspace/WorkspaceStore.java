package dev.guise.ui.workspace;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.settings.MergedJsonFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;

/// Keeps the [Workspace] of one cluster in its file; what two windows did to it is merged, entry by entry. See
/// [MergedJsonFile] for when it is read and written, and what becomes of a file that cannot be.
public final class WorkspaceStore {
    private final MergedJsonFile<Workspace> file;

    private WorkspaceStore(MergedJsonFile<Workspace> file) {
        this.file = file;
    }

    /// Of a file, which is read by [#load].
    ///
    /// @param cluster   what the cluster is called
    /// @param onProblem told on the window's thread when the workspace cannot be saved
    public static WorkspaceStore of(Path file, String cluster, Background background, Consumer<String> onProblem) {
        return new WorkspaceStore(
                new MergedJsonFile<>(Optional.of(file), new WorkspaceJson(cluster), background, onProblem));
    }

    /// One that is forgotten with the window.
    public static WorkspaceStore inMemory(Background background) {
        return new WorkspaceStore(
                new MergedJsonFile<>(Optional.empty(), new WorkspaceJson(""), background, problem -> {}));
    }

    /// Reads the file. May be called on any thread; the result is for [#use].
    public MergedJsonFile.Loaded<Workspace> load() {
        return file.load();
    }

    /// Goes on with what was read. Only the first time: what was done since then counts.
    public void use(MergedJsonFile.Loaded<Workspace> found) {
        file.use(found);
    }

    /// Whether the file was read already.
    public boolean isLoaded() {
        return file.isLoaded();
    }

    public ReadOnlyObjectProperty<Workspace> workspaceProperty() {
        return file.valueProperty();
    }

    public Workspace get() {
        return file.get();
    }

    /// Changes the workspace and saves it within a second or so.
    public void update(UnaryOperator<Workspace> change) {
        file.update(change);
    }

    /// Saves at once what is not saved yet.
    ///
    /// @throws UncheckedIOException when it cannot be written
    public void flush() {
        file.flush();
    }
}
