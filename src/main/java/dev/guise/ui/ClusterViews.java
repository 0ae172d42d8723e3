package dev.guise.ui;

import dev.guise.ui.common.Command;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.WorkspaceTab;
import java.util.List;

/// What is shown of one snapshot.
///
/// @param model    of the frame, to be filled as results come
/// @param tabs     in their order
/// @param commands further ones, for the menu "Cluster" and the palette
/// @param onClose  saves what is to be kept and lets go of the rest
public record ClusterViews(FrameModel model, List<WorkspaceTab> tabs, List<Command> commands, Runnable onClose) {
    public ClusterViews {
        tabs = List.copyOf(tabs);
        commands = List.copyOf(commands);
    }
}
