package dev.guise.ui.paths;

import dev.guise.escalation.question.Derivation;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.paths.PathList.Row;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
                List.of(CommandId.PATHS_COPY_NAMES.command(
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
                CommandId.PATHS_SHOW.command(() -> session.navigator().ask(new Question.OnePath(path))),
                CommandId.PATHS_COPY.command(() -> session.dialogs().copy(StepWords.of(path))));
    }

    // The rest is as in the menu of the identity anywhere else.
    private List<Command> ofIdentity(Thing.Somebody who) {
        List<Command> commands = new ArrayList<>(List.of(
                CommandId.PATHS_FROM.command(() -> model.startAt(who)),
                CommandId.PATHS_TO.command(() -> model.endAt(who))));
        commands.addAll(session.frame().identityCommands(who.id()));
        commands.removeIf(command -> command.kind() == CommandId.INSPECT_PATHS);
        return commands;
    }
}
