package dev.guise.ui.start;

import dev.guise.cluster.ClusterSource;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.frame.PaletteItem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.feather.Feather;

/// What the start page offers. Knows no controls.
public final class StartModel {
    private static final List<FileKind> KINDS = List.of(
            new FileKind("Manifests and snapshots", List.of("yaml", "yml", "json", "guise", "gz")),
            new FileKind("All files", List.of("*")));

    private final SourceCatalog catalog;
    private final SettingsStore settings;
    private final Background background;
    private final Dialogs dialogs;
    private final Consumer<ClusterSource> open;
    private final ObservableList<ContextEntry> contexts = FXCollections.observableArrayList();
    private final ObservableList<String> problems = FXCollections.observableArrayList();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final BooleanProperty looking = new SimpleBooleanProperty();

    /// @param open told what the person chose
    public StartModel(
            SourceCatalog catalog,
            SettingsStore settings,
            Background background,
            Dialogs dialogs,
            Consumer<ClusterSource> open) {
        this.catalog = catalog;
        this.settings = settings;
        this.background = background;
        this.dialogs = dialogs;
        this.open = open;
    }

    /// Looks for contexts and recent files again.
    public void look() {
        looking.set(true);
        record Found(SourceCatalog.Contexts contexts, List<Path> recent) {}
        List<String> files = settings.get().recentFiles();
        background
                .waitingJob("start.contexts", progress -> {
                    List<Path> there = files.stream()
                            .map(Path::of)
                            .filter(java.nio.file.Files::exists)
                            .toList();
                    return new Found(catalog.contexts(), there);
                })
                .onDone(found -> {
                    looking.set(false);
                    contexts.setAll(found.contexts().entries());
                    problems.setAll(found.contexts().problems());
                    recent.setAll(found.recent());
                })
                .onError(error -> {
                    looking.set(false);
                    problems.setAll("Could not look for contexts: " + error.getMessage());
                })
                .start();
    }

    public ObservableList<ContextEntry> contexts() {
        return contexts;
    }

    /// What was wrong with kubeconfig files.
    public ObservableList<String> problems() {
        return problems;
    }

    /// Files opened before that are still there, newest first.
    public ObservableList<Path> recent() {
        return recent;
    }

    /// Whether contexts are being looked for.
    public BooleanProperty lookingProperty() {
        return looking;
    }

    /// What can be opened from the palette: contexts and files opened before.
    public List<PaletteItem> paletteItems() {
        Stream<PaletteItem> found = contexts.stream()
                .map(entry -> new PaletteItem(
                        id(entry),
                        entry.name(),
                        "Context, " + entry.server(),
                        Feather.SERVER,
                        () -> openContext(entry)));
        Stream<PaletteItem> opened = recent.stream()
                .map(file -> new PaletteItem(
                        id(file),
                        String.valueOf(file.getFileName()),
                        "Recent, in " + file.getParent(),
                        Feather.CLOCK,
                        () -> openFiles(List.of(file))));
        return Stream.concat(found, opened).toList();
    }

    /// Ids of what was opened or run lately, newest first.
    public List<String> recentIds() {
        return Stream.concat(
                        settings.get().recentCommands().stream(),
                        recent.stream().map(StartModel::id))
                .distinct()
                .toList();
    }

    /// Something was run from the palette.
    public void ran(String id) {
        settings.update(now -> now.withRecentCommand(id));
    }

    private static String id(ContextEntry entry) {
        return "context:" + entry.name();
    }

    private static String id(Path file) {
        return "file:" + file;
    }

    public void openContext(ContextEntry entry) {
        ran(id(entry));
        open.accept(catalog.context(entry));
    }

    public void openDemo() {
        open.accept(catalog.demo());
    }

    public void askForFiles() {
        openFiles(dialogs.openFiles("Open files", KINDS));
    }

    public void askForFolder() {
        dialogs.openFolder("Open folder").map(List::of).ifPresent(this::openFiles);
    }

    /// Opens files and remembers them; nothing for none.
    public void openFiles(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        files.reversed()
                .forEach(file -> settings.update(
                        now -> now.withRecentFile(file.toAbsolutePath().toString())));
        open.accept(catalog.files(files));
    }
}
