package dev.guise.ui.common.settings;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.settings.MergedJsonFile.UnreadableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the person chose: the [Settings], kept in a JSON file. What is opened and closed, such as a cluster, follows
/// them
/// [#within] its lifetime. To be used on the window's thread.
public final class SettingsStore {
    private final MergedJsonFile<Settings> file;
    private final Optional<String> notice;
    private final ReadOnlyObjectProperty<Settings> settings;

    private SettingsStore(
            MergedJsonFile<Settings> file, Optional<String> notice, ReadOnlyObjectProperty<Settings> settings) {
        this.file = file;
        this.notice = notice;
        this.settings = settings;
    }

    /// Reads the file, if there is one.
    ///
    /// @param onProblem told on the window's thread when the settings cannot be saved
    public static SettingsStore of(Path path, Background background, Consumer<String> onProblem) {
        MergedJsonFile<Settings> file =
                new MergedJsonFile<>(Optional.of(path), new SettingsJson(), background, onProblem);
        MergedJsonFile.Loaded<Settings> found = file.load();
        file.use(found);
        return new SettingsStore(file, found.problem(), file.valueProperty());
    }

    /// Loads the classes that read settings, while JavaFX starts: the first window needs both.
    public static void preload() {
        SettingsJson json = new SettingsJson();
        byte[] text = json.write(Settings.DEFAULTS, JsonNodeFactory.instance.objectNode());
        try {
            json.parse(new String(text, StandardCharsets.UTF_8));
        } catch (UnreadableException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The same settings, followed until a lifetime ends: what subscribes to them is not kept by these.
    public SettingsStore within(Lifetime life) {
        return new SettingsStore(file, notice, life.follow(settings));
    }

    /// What to tell the person about the settings file, if anything.
    public Optional<String> notice() {
        return notice;
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
