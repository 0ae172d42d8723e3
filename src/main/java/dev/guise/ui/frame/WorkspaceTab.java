package dev.guise.ui.frame;

import dev.guise.ui.common.command.Command;
import java.util.List;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// A view that is plugged into the frame. Tabs get the keys Ctrl+1, Ctrl+2 … in their order.
public interface WorkspaceTab {

    /// Stable, never shown.
    String id();

    /// On the tab.
    String title();

    Feather icon();

    /// The view. Asked once, when the tab is first shown.
    Node node();

    /// What can be done in it: for the palette and the menu of the view.
    default List<Command> commands() {
        return List.of();
    }

    /// Told when the tab is shown.
    default void shown() {}

    /// Puts the caret where it is of use; called for Ctrl+F.
    default void find() {}
}
