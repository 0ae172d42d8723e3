package dev.guise.ui;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// Opens the demo, shows each of its views and closes the window, without a person. When the installer is made, Java
/// records meanwhile which classes a start needs; it also shows that a packaged program works.
final class StartupTraining {
    private static final Duration STEP = Duration.millis(900);
    private static final int LONGEST = 60;

    private final Supplier<List<Command>> commands;
    private final Deque<String> left = new ArrayDeque<>(List.of(CommandId.WINDOW_DEMO.id()));
    private final Timeline timeline = new Timeline(new KeyFrame(STEP, event -> next()));
    private boolean listed;
    private int turns;

    /// @param commands that can be run now
    StartupTraining(Supplier<List<Command>> commands) {
        this.commands = commands;
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    void start() {
        timeline.play();
    }

    // Reading the demo takes a while: until then there are no views.
    private void next() {
        List<Command> now = commands.get();
        if (!listed) {
            List<String> views = now.stream()
                    .filter(command -> command.kind() == CommandId.TAB)
                    .map(Command::id)
                    .toList();
            listed = !views.isEmpty();
            left.addAll(views);
        }
        boolean over = (left.isEmpty() && listed) || ++turns > LONGEST;
        String id = over
                ? CommandId.WINDOW_QUIT.id()
                : Optional.ofNullable(left.poll()).orElse("");
        now.stream().filter(command -> command.id().equals(id)).findFirst().ifPresent(Command::run);
    }
}
