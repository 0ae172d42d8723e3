package dev.guise.ui;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.ViewTab;
import java.util.List;
import java.util.function.Supplier;

/// What is shown of one snapshot.
///
/// @param model    of the frame, to be filled as results come
/// @param tabs     in their order; made one after another, each in two steps, first what it tells and then how it
///                 looks, so that opening a cluster does not hold the window
/// @param commands further ones, for the menu "Cluster" and the palette
/// @param onShow   starts to fill the model, once the frame is shown: all at once would hold the window
public record ClusterViews(FrameModel model, List<Supplier<View>> tabs, List<Command> commands, Runnable onShow) {

    /// Makes a tab of what it is to tell.
    @FunctionalInterface
    public interface View {
        ViewTab make();
    }

    public ClusterViews {
        tabs = List.copyOf(tabs);
        commands = List.copyOf(commands);
    }
}
