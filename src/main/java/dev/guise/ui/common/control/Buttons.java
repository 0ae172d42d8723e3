package dev.guise.ui.common.control;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Buttons and menu items made of commands.
public final class Buttons {
    private Buttons() {}

    /// An icon.
    public static FontIcon icon(Feather icon) {
        return new FontIcon(icon);
    }

    /// A button with text and icon.
    public static Button text(Command command) {
        Button button = new Button(command.text(), icon(command.icon()));
        connect(button, command);
        return button;
    }

    /// The one button of a page that matters most.
    public static Button primary(Command command) {
        Button button = text(command);
        button.getStyleClass().add("accent");
        return button;
    }

    /// A button of icon only; its text is its tooltip and what a screen reader says.
    public static Button iconOnly(Command command) {
        Button button = new Button();
        // Only while it is in a window: some of what is followed outlives many windows.
        command.faceProperty()
                .when(button.sceneProperty().map(scene -> true).orElse(false))
                .subscribe(face -> {
                    button.setGraphic(icon(face.icon()));
                    button.setAccessibleText(face.text());
                    button.setTooltip(new Tooltip(command.hint(face.text())));
                });
        makeIconOnly(button);
        connect(button, command);
        return button;
    }

    /// A button that is on or off, of icon only, beside the command that switches it by its key.
    public static ToggleButton toggle(CommandId command) {
        String key =
                command.key().map(binding -> " (" + binding.display() + ")").orElse("");
        return toggle(command.icon(), command.text() + key);
    }

    /// A button that is on or off, of icon only.
    public static ToggleButton toggle(Feather icon, String text) {
        ToggleButton button = new ToggleButton("", icon(icon));
        makeIconOnly(button);
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        return button;
    }

    private static void makeIconOnly(ButtonBase button) {
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("icon-button", "flat");
    }

    private static void connect(ButtonBase button, Command command) {
        button.setMnemonicParsing(false);
        button.disableProperty().bind(command.executableProperty().not());
        button.setOnAction(event -> command.run());
    }

    /// A menu item that shows the command's key. The key itself is handled by the window, so that it works wherever
    /// the command is not in a menu bar.
    public static MenuItem menuItem(Command command) {
        MenuItem item = new MenuItem(command.text(), icon(command.icon()));
        item.setMnemonicParsing(false);
        command.key().flatMap(KeyBinding::combination).ifPresent(item::setAccelerator);
        item.disableProperty().bind(command.executableProperty().not());
        item.setOnAction(event -> command.run());
        return item;
    }

    /// An icon that says something by itself.
    public static Node badge(Feather icon, String meaning) {
        FontIcon badge = icon(icon);
        badge.setAccessibleText(meaning);
        Tooltip.install(badge, new Tooltip(meaning));
        return badge;
    }
}
