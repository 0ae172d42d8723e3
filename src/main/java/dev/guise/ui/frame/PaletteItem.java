package dev.guise.ui.frame;

import dev.guise.ui.common.command.Command;
import org.kordamp.ikonli.feather.Feather;

/// A line of the command palette: a command or an object.
///
/// @param id     stable, for the list of recent ones
/// @param text   what is searched and shown
/// @param detail in muted text after it: its kind, its namespace, its key
/// @param icon   before it
/// @param action what is done
public record PaletteItem(String id, String text, String detail, Feather icon, Runnable action) {

    /// A command, with its key after it.
    public static PaletteItem of(Command command) {
        String key = command.key().map(binding -> binding.display()).orElse("");
        return new PaletteItem(command.id(), command.text(), key, command.icon(), command::run);
    }
}
