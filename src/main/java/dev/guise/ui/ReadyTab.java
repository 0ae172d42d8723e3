package dev.guise.ui;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.dialog.StateOverlay;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// A view that needs the cluster's indexes: until they are built it says so, and where they cannot be, why.
///
/// @param session whose indexes
/// @param view    what is shown then
record ReadyTab(Session session, ViewTab view) implements ViewTab {

    @Override
    public ViewId id() {
        return view.id();
    }

    @Override
    public Node node() {
        return StateOverlay.until(
                session.loader().reviewProperty().map(Optional::isPresent),
                session.loader().problemProperty(),
                view.node(),
                session.dialogs(),
                CommandId.REVIEW_AGAIN.command(session.loader()::open));
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
