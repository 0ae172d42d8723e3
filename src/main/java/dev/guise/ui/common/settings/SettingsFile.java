package dev.guise.ui.common.settings;

import dev.guise.ui.common.background.Background;
import dev.guise.report.SafeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import tools.jackson.databind.node.ObjectNode;

/// The file of the [Settings]. A change is saved a second later, written beside the file and moved over it, so
/// that a crash leaves the old file or the new one. What another window wrote meanwhile is read again before and
/// merged, and holds here, too. A file that cannot be read is set aside with the ending `.broken` and the defaults are
/// used; [#notice()] says so.
final class SettingsFile {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final long LARGEST_FILE = 4L << 20;

    private final Path file;
    private final Background background;
    private final SettingsJson json = new SettingsJson();
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(Settings.DEFAULTS);
    private final Object writing = new Object();
    private final Object changing = new Object();
    private ObjectNode asRead = json.empty();
    private Optional<String> notice = Optional.empty();
    private volatile Settings latest = Settings.DEFAULTS;
    private Settings saved = Settings.DEFAULTS;

    /// Reads the file, if there is one.
    SettingsFile(Path file, Background background) {
        this.file = file;
        this.background = background;
        load();
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            saved = readFile();
            latest = saved;
            settings.set(saved);
        } catch (IOException | IllegalArgumentException broken) {
            notice = Optional.of(setAside(broken));
        }
    }

    private Settings readFile() throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException("larger than " + (LARGEST_FILE >> 20) + " MiB");
        }
        ObjectNode root = json.parse(Files.readString(file));
        Settings read = json.read(root);
        asRead = root;
        return read;
    }

    private String setAside(Exception broken) {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        try {
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return "The settings could not be read (" + broken.getMessage()
                    + "). Defaults are used; the file was kept as " + aside + ".";
        } catch (IOException failed) {
            return "The settings could not be read (" + broken.getMessage() + "). Defaults are used.";
        }
    }

    /// What to tell the person about the settings file, if anything.
    Optional<String> notice() {
        return notice;
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /// Changes the settings and saves them within a second or so.
    void update(UnaryOperator<Settings> change) {
        Settings now;
        synchronized (changing) {
            now = change.apply(latest);
            latest = now;
        }
        settings.set(now);
        background
                .waitingJob("settings.save", progress -> save())
                .after(DELAY)
                .onDone(done -> settings.set(latest))
                .start();
    }

    /// Saves at once what is not saved yet.
    ///
    /// @throws UncheckedIOException when it cannot be written
    void flush() {
        background.cancel("settings.save");
        save();
        settings.set(latest);
    }

    // Always the latest: a job that was late must not write over what came after it.
    private boolean save() {
        synchronized (writing) {
            Settings now = latest;
            if (now.equals(saved)) {
                return false;
            }
            try {
                Settings merged = mergeAndWrite(now);
                synchronized (changing) {
                    latest = SettingsMerge.merge(now, merged, latest);
                }
                saved = merged;
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException("Settings could not be saved to " + file, failed);
            }
        }
    }

    private Settings mergeAndWrite(Settings now) throws IOException {
        Path path = file.toAbsolutePath();
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        try (Turn _ = Turn.at(path)) {
            Settings merged = SettingsMerge.merge(saved, readAgain(), now);
            byte[] text = json.write(merged, asRead).getBytes(StandardCharsets.UTF_8);
            SafeFile.write(path, out -> out.write(text));
            return merged;
        }
    }

    // What others wrote since; what they took away or spoilt as a whole is written anew.
    private Settings readAgain() throws IOException {
        if (!Files.exists(file)) {
            return saved;
        }
        try {
            return readFile();
        } catch (IllegalArgumentException broken) {
            setAside(broken);
            return saved;
        }
    }
}
