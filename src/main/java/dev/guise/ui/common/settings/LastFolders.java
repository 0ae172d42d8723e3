package dev.guise.ui.common.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The folders where a person chose files last, one for each purpose: a report is saved elsewhere than manifests are
/// read.
public final class LastFolders {
    private final SettingsStore settings;

    public LastFolders(SettingsStore settings) {
        this.settings = settings;
    }

    /// Where to begin; empty where nothing was chosen yet, or the folder is gone.
    ///
    /// @param purpose the title of the dialog
    public Optional<Path> of(String purpose) {
        try {
            return Optional.ofNullable(settings.get().folders().get(purpose))
                    .map(Path::of)
                    .filter(Files::isDirectory);
        } catch (InvalidPathException otherSystem) {
            return Optional.empty();
        }
    }

    /// A file was chosen, or a folder itself.
    public void chosen(String purpose, Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        if (folder != null) {
            settings.update(now -> now.withFolder(purpose, folder.toString()));
        }
    }
}
