package dev.guise.ui.paths;

import dev.guise.escalation.question.Derivation;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.paths.PathList.Row;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with a line of the paths. Knows no controls.
final class PathCommands {
    private final Session session;
    private final PathsModel model;

    PathCommands(Session session, PathsModel model) {
        this.session = session;
        this.model = model;
    }

    /// For the line's menu.
    List<Command> of(Row row) {
        return switch (row) {
            case Row.OfPath(Derivation path, String start, String differs) -> {
                List<Command> commands = new ArrayList<>(ofPath(path));
                commands.addAll(ofIdentity(ObjectIndex.somebody(path.from())));
                yield commands;
            }
            case Row.OfStart(PathsModel.Start start) -> {
                List<Command> commands = new ArrayList<>();
                start.way().map(this::ofPath).ifPresent(commands::addAll);
                commands.addAll(ofIdentity(start.who()));
                yield commands;
            }
            case Row.OfGroup(PathsModel.Group group) ->
                List.of(Command.of(
                        "paths.copyNames",
                        "Copy names",
                        Feather.COPY,
                        () -> session.dialogs().copy(names(group))));
        };
    }

    private static String names(PathsModel.Group group) {
        return group.starts().stream()
                .map(start -> ObjectIndex.label(start.who()))
                .collect(Collectors.joining("\n"));
    }

    private List<Command> ofPath(Derivation path) {
        return List.of(
                Command.of(
                        "paths.show",
                        "Show in graph",
                        Feather.SHARE_2,
                        () -> session.navigator().ask(new Question.Way(path))),
                Command.of(
                        "paths.copy",
                        "Copy as text",
                        Feather.COPY,
                        () -> session.dialogs().copy(path.sentences())));
    }

    // The rest is as in the menu of the identity anywhere else.
    private List<Command> ofIdentity(Thing.Somebody who) {
        List<Command> commands = new ArrayList<>(List.of(
                Command.of("paths.from", "Paths from here", Feather.GIT_BRANCH, () -> model.startAt(who)),
                Command.of("paths.to", "Paths to here", Feather.TARGET, () -> model.endAt(who))));
        commands.addAll(session.frame().identityCommands(who.id()));
        commands.removeIf(command -> command.id().equals("inspect.paths"));
        return commands;
    }
}
