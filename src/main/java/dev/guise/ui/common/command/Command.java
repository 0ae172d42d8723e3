package dev.guise.ui.common.command;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;

/// Something a person can do, the same whether it is a menu item, a button, a key or a line of the palette. Made of an
/// entry of [CommandId].
public final class Command {
    private final CommandId kind;
    private final String id;
    private final String text;
    private final Feather icon;
    private final Optional<KeyBinding> key;
    private final Runnable action;
    private final BooleanProperty executable;
    private final ObservableValue<Face> face;

    /// What a button of icon only shows.
    public record Face(String text, Feather icon) {}

    Command(CommandId kind, String id, String text, Feather icon, Optional<KeyBinding> key, Runnable action) {
        this(
                kind,
                id,
                text,
                icon,
                key,
                action,
                new SimpleBooleanProperty(true),
                new SimpleObjectProperty<>(new Face(text, icon)));
    }

    private Command(
            CommandId kind,
            String id,
            String text,
            Feather icon,
            Optional<KeyBinding> key,
            Runnable action,
            BooleanProperty executable,
            ObservableValue<Face> face) {
        this.kind = kind;
        this.id = id;
        this.text = text;
        this.icon = icon;
        this.key = key;
        this.action = action;
        this.executable = executable;
        this.face = face;
    }

    /// The same command with a key that its kind does not have; both share whether they can be run.
    public Command withKey(KeyBinding binding) {
        return new Command(kind, id, text, icon, Optional.of(binding), action, executable, face);
    }

    /// The same command with the icon of what it is about.
    public Command withIcon(Feather other) {
        return new Command(
                kind, id, text, other, key, action, executable, new SimpleObjectProperty<>(new Face(text, other)));
    }

    /// The same command whose button of icon only says what it would do now.
    public Command withFace(ObservableValue<Face> now) {
        return new Command(kind, id, text, icon, key, action, executable, now);
    }

    /// Which of the commands there are.
    public CommandId kind() {
        return kind;
    }

    /// Stable, never shown: recent commands are kept by it.
    public String id() {
        return id;
    }

    public String text() {
        return text;
    }

    public Feather icon() {
        return icon;
    }

    public Optional<KeyBinding> key() {
        return key;
    }

    /// Whether it can be run now.
    public BooleanProperty executableProperty() {
        return executable;
    }

    /// Runs it, if it can be run now.
    public void run() {
        if (executable.get()) {
            action.run();
        }
    }

    /// What its button of icon only shows now.
    public ObservableValue<Face> faceProperty() {
        return face;
    }

    /// What a tooltip says: a text and the key.
    public String hint(String said) {
        return key.map(binding -> said + "  (" + binding.display() + ")").orElse(said);
    }
}
