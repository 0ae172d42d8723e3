package dev.guise.ui;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// A view that needs the cluster's indexes: until they are built it says so, and where they cannot be, why.
///
/// @param session whose indexes
/// @param view    what is shown then
record ReadyTab(Session session, WorkspaceTab view) implements WorkspaceTab {

    @Override
    public String id() {
        return view.id();
    }

    @Override
    public String title() {
        return view.title();
    }

    @Override
    public Feather icon() {
        return view.icon();
    }

    @Override
    public Node node() {
        return StateOverlay.until(
                session.loader().reviewProperty().map(Optional::isPresent),
                session.loader().problemProperty(),
                view.node(),
                session.dialogs(),
                Command.of("review.again", "Try again", Feather.REFRESH_CW, session.loader()::open));
    }

    @Override
    public List<Command> commands() {
        return view.commands();
    }

    @Override
    public void shown() {
        view.shown();
    }

    @Override
    public void find() {
        view.find();
    }
}
