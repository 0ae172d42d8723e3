package dev.guise.ui.common.settings;

import dev.guise.ui.common.background.Lifetime;
import dev.guise.report.SafeFile;
import dev.guise.ui.common.background.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;

/// What the person chose: the [Settings], kept in a JSON file. What is opened and closed, such as a cluster, follows
/// them
/// [#within] its lifetime. To be used on the window's thread.
public final class SettingsStore {
    private final SettingsFile file;
    private final ReadOnlyObjectProperty<Settings> settings;

    private SettingsStore(SettingsFile file, ReadOnlyObjectProperty<Settings> settings) {
        this.file = file;
        this.settings = settings;
    }

    /// Reads the file, if there is one.
    public SettingsStore(Path file, Background background) {
        this(new SettingsFile(file, background));
    }

    private SettingsStore(SettingsFile file) {
        this(file, file.settingsProperty());
    }

    /// Loads the classes that read settings, while JavaFX starts: the first window needs both.
    public static void preload() {
        SettingsJson json = new SettingsJson();
        json.read(json.parse(json.write(Settings.DEFAULTS, json.empty())));
    }

    /// The same settings, followed until a lifetime ends: what subscribes to them is not kept by these.
    public SettingsStore within(Lifetime life) {
        return new SettingsStore(file, life.follow(settings));
    }

    /// What to tell the person about the settings file, if anything.
    public Optional<String> notice() {
        return file.notice();
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings;
    }

    public Settings get() {
        return settings.get();
    }

    /// Changes the settings and saves them within a second or so.
    public void update(UnaryOperator<Settings> change) {
        file.update(change);
    }

    /// Saves at once what is not saved yet.
    ///
    /// @throws UncheckedIOException when it cannot be written
    public void flush() {
        file.flush();
    }
}
