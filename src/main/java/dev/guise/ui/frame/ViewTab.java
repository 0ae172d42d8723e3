package dev.guise.ui.frame;

import dev.guise.ui.common.command.Command;
import java.util.List;
import javafx.scene.Node;

/// A view that is plugged into the frame as a tab.
public interface ViewTab {

    /// Which view it is.
    ViewId id();

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
