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
public record Workspace(FrameModel model, List<WorkspaceTab> tabs, List<Command> commands) {
    public Workspace {
        tabs = List.copyOf(tabs);
        commands = List.copyOf(commands);
    }
}
