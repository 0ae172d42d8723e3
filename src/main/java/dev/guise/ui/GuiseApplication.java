package dev.guise.ui;

import dev.guise.ui.common.settings.Environment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.stage.Stage;

/// Starts the window. What is shown in it is given by the class that extends this one.
public abstract class GuiseApplication extends Application {
    private static final Logger LOG = System.getLogger(GuiseApplication.class.getName());

    private Optional<GuiseWindow> window = Optional.empty();

    /// Where clusters come from, and what is shown of them.
    protected abstract WindowParts parts();

    @Override
    public void start(Stage stage) {
        Environment environment = Environment.ofProcess();
        GuiseWindow made = new GuiseWindow(stage, environment, parts());
        window = Optional.of(made);
        List<Path> files = getParameters().getUnnamed().stream().map(Path::of).toList();
        WindowPlace.follow(stage, made.services().settings());
        logFirstPicture();
        made.open(files);
        opened(made);
        if (environment.isRehearsal()) {
            new StartupTraining(made::commandsNow).start();
        }
    }

    /// Told when the window is open.
    protected void opened(GuiseWindow made) {}

    @Override
    public void stop() {
        window.ifPresent(GuiseWindow::close);
    }

    // The second pulse after showing: by then the first has been drawn.
    private static void logFirstPicture() {
        Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses < 2) {
                    return;
                }
                stop();
                long millis = Duration.between(started, Instant.now()).toMillis();
                LOG.log(Level.INFO, "First window after {0} ms", millis);
            }
        }.start();
    }
}
