package dev.guise.ui.common;

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

/// Keeps [Settings] in a JSON file. A change is saved a second later, written beside the file and moved over it, so
/// that a crash leaves the old file or the new one. A file that cannot be read is set aside with the ending `.broken`
/// and the defaults are used; [#notice()] says so.
public final class SettingsStore {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final long LARGEST_FILE = 4L << 20;

    private final Path file;
    private final Background background;
    private final SettingsJson json = new SettingsJson();
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(Settings.DEFAULTS);
    private final Object writing = new Object();
    private ObjectNode asRead = json.empty();
    private Optional<String> notice = Optional.empty();
    private volatile Settings latest = Settings.DEFAULTS;
    private Settings saved = Settings.DEFAULTS;

    /// Loads the classes that read settings, while JavaFX starts: the first window needs both.
    public static void preload() {
        SettingsJson json = new SettingsJson();
        json.read(json.parse(json.write(Settings.DEFAULTS, json.empty())));
    }

    /// Reads the file, if there is one.
    public SettingsStore(Path file, Background background) {
        this.file = file;
        this.background = background;
        load();
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException("larger than " + (LARGEST_FILE >> 20) + " MiB");
            }
            asRead = json.parse(Files.readString(file));
            saved = json.read(asRead);
            latest = saved;
            settings.set(saved);
        } catch (IOException | IllegalArgumentException broken) {
            notice = Optional.of(setAside(broken));
        }
    }

    private String setAside(Exception broken) {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        try {
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return "The settings could not be read (" + broken.getMessage() + "). Defaults are used; the file was kept as "
                    + aside + ".";
        } catch (IOException failed) {
            return "The settings could not be read (" + broken.getMessage() + "). Defaults are used.";
        }
    }

    /// What to tell the person about the settings file, if anything.
    public Optional<String> notice() {
        return notice;
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public Settings get() {
        return settings.get();
    }

    /// Changes the settings and saves them within a second or so.
    public void update(UnaryOperator<Settings> change) {
        latest = change.apply(settings.get());
        settings.set(latest);
        background.job("settings.save", progress -> save()).after(DELAY).start();
    }

    /// Saves at once what is not saved yet.
    ///
    /// @throws UncheckedIOException when it cannot be written
    public void flush() {
        background.cancel("settings.save");
        save();
    }

    // Always the latest: a job that was late must not write over what came after it.
    private boolean save() {
        synchronized (writing) {
            Settings now = latest;
            if (now.equals(saved)) {
                return false;
            }
            try {
                write(json.write(now, asRead));
            } catch (IOException failed) {
                throw new UncheckedIOException("Settings could not be saved to " + file, failed);
            }
            saved = now;
            return true;
        }
    }

    private void write(String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        SafeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
