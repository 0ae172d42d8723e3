package dev.guise.ui.start;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A read that goes on: what was read so far, how long it takes, whether it failed. Knows no controls.
public final class ReadingModel {
    private static final String JOB = "cluster.read";

    /// How a read stands.
    public enum State {
        IDLE,
        READING,
        FAILED
    }

    /// One kind or file.
    ///
    /// @param what    the kind or file
    /// @param count   objects read so far
    /// @param done    whether it is done
    /// @param problem what was wrong with it, such as that it was forbidden; `""` when nothing was
    public record Line(String what, int count, boolean done, String problem) {}

    private final Background background;
    private final InstantSource clock;
    private final Consumer<ClusterSnapshot> onRead;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Duration> elapsed = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private Optional<ClusterSource> source = Optional.empty();
    private long startedMillis;

    /// @param onRead told of the snapshot, on the window's thread
    public ReadingModel(Background background, InstantSource clock, Consumer<ClusterSnapshot> onRead) {
        this.background = background;
        this.clock = clock;
        this.onRead = onRead;
    }

    /// Starts to read, and ends an earlier read.
    public void read(ClusterSource from) {
        source = Optional.of(from);
        lines.clear();
        problem.set(Optional.empty());
        startedMillis = clock.millis();
        tick();
        state.set(State.READING);
        background
                .job(JOB, progress -> {
                    progress.report("Reading " + from.name(), -1);
                    return from.read(new Lines(progress));
                })
                .onDone(snapshot -> {
                    state.set(State.IDLE);
                    onRead.accept(snapshot);
                })
                .onError(this::fail)
                .start();
    }

    private void fail(Exception error) {
        problem.set(Optional.of(describe(error)));
        state.set(State.FAILED);
    }

    private Problem describe(Exception error) {
        String title = "Could not read " + name();
        if (error instanceof SourceException known) {
            String message = known.where().isEmpty() ? known.problem() : known.where() + ": " + known.problem();
            return new Problem(
                    title, message, known.advice(), Problem.of(title, error).details());
        }
        return Problem.of(title, error);
    }

    /// Reads the same again.
    public void retry() {
        source.ifPresent(this::read);
    }

    /// Ends the read; nothing of it is kept.
    public void cancel() {
        background.cancel(JOB);
        state.set(State.IDLE);
    }

    /// Lets time pass: sets how long it has taken.
    public void tick() {
        elapsed.set(Duration.ofMillis(Math.max(clock.millis() - startedMillis, 0)));
    }

    /// What is being read, `""` for nothing.
    public String name() {
        return source.map(ClusterSource::name).orElse("");
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Duration> elapsedProperty() {
        return elapsed.getReadOnlyProperty();
    }

    /// Kinds and files in the order in which they were begun.
    public ObservableList<Line> lines() {
        return lines;
    }

    // Told of every object perhaps; the window hears of it once a pulse at most.
    private final class Lines implements ReadProgress {
        private final Background.Progress progress;
        private final Map<String, Line> seen = new LinkedHashMap<>();
        private final AtomicBoolean waiting = new AtomicBoolean();

        Lines(Background.Progress progress) {
            this.progress = progress;
        }

        @Override
        public void reading(String what, int count) {
            put(new Line(what, count, false, ""));
        }

        @Override
        public void done(String what, int count, String trouble) {
            put(new Line(what, count, true, trouble));
        }

        private void put(Line line) {
            synchronized (seen) {
                seen.put(line.what(), line);
            }
            if (waiting.compareAndSet(false, true)) {
                background.onWindowThread(this::show);
            }
        }

        private void show() {
            waiting.set(false);
            if (progress.isCancelled()) {
                return;
            }
            synchronized (seen) {
                lines.setAll(List.copyOf(seen.values()));
            }
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
