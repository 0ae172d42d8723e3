package dev.guise.ui.common.command;

import java.util.Collection;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// The one way in which keys run commands.
public final class KeyDispatch {
    private KeyDispatch() {}

    /// Runs the first command that can be run and has the key, and consumes the event; nothing when it is consumed
    /// already. Typed characters are left alone while a person types.
    public static void run(KeyEvent event, Collection<Command> commands) {
        if (event.isConsumed()) {
            return;
        }
        boolean typing = event.getTarget() instanceof TextInputControl;
        commands.stream()
                .filter(command -> command.executableProperty().get())
                .filter(command -> command.key()
                        .filter(key -> !(typing && key.isTyped()) && key.matches(event))
                        .isPresent())
                .findFirst()
                .ifPresent(command -> {
                    command.run();
                    event.consume();
                });
    }
}
