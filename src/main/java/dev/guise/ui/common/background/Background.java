package dev.guise.ui.common.background;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Work off the window's thread. A job computes on a virtual thread and its result is applied on the window's thread.
/// Jobs have names: a later job of the same name cancels the earlier one, whose result is never applied. A job may wait
/// before it starts, which makes a burst of jobs of one name run once.
public final class Background implements AutoCloseable {

    /// Computes something. Runs off the window's thread, is interrupted when cancelled.
    @FunctionalInterface
    public interface Work<T> {
        T compute(Progress progress) throws Exception;
    }

    /// What a job says of itself and asks.
    public interface Progress {

        /// What is being done.
        ///
        /// @param fraction how much is done, 0 to 1; negative when unknown
        void report(String message, double fraction);

        boolean isCancelled();

        /// Ends the job here when it was cancelled.
        default void check() {
            if (isCancelled()) {
                throw new CancellationException();
            }
        }
    }

    /// A job that is running, as shown in the status bar.
    ///
    /// @param name     the job
    /// @param message  what it is doing
    /// @param fraction 0 to 1; negative when unknown
    public record Activity(String name, String message, double fraction) {}

    private final Executor apply;
    private final Consumer<Throwable> onError;
    private final Map<String, Running<?>> latest = new ConcurrentHashMap<>();
    private final ObservableList<Activity> activities = FXCollections.observableArrayList();

    /// @param apply   runs things on the window's thread
    /// @param onError told on the window's thread of errors that no job handled
    public Background(Executor apply, Consumer<Throwable> onError) {
        this.apply = apply;
        this.onError = onError;
    }

    /// Applies on the JavaFX thread.
    public static Background onFxThread(Consumer<Throwable> onError) {
        return new Background(Platform::runLater, onError);
    }

    /// A job not started yet.
    public <T> Job<T> job(String name, Work<T> work) {
        return new Job<>(this, name, work, result -> {}, onError, Duration.ZERO);
    }

    /// Runs something on the window's thread soon.
    public void onWindowThread(Runnable action) {
        apply.execute(action);
    }

    /// Ends the job of that name; its result is not applied.
    public void cancel(String name) {
        Optional.ofNullable(latest.remove(name)).ifPresent(Running::cancel);
    }

    /// Whether a job of that name waits or runs.
    public boolean isRunning(String name) {
        return latest.containsKey(name);
    }

    /// The jobs that reported progress; changed on the window's thread.
    public ObservableList<Activity> activities() {
        return activities;
    }

    /// Cancels everything.
    @Override
    public void close() {
        latest.keySet().forEach(this::cancel);
    }

    /// What is to be done, and with what.
    public static final class Job<T> {
        private final Background background;
        private final String name;
        private final Work<T> work;
        private final Consumer<? super T> done;
        private final Consumer<? super Exception> failed;
        private final Duration delay;

        private Job(
                Background background,
                String name,
                Work<T> work,
                Consumer<? super T> done,
                Consumer<? super Exception> failed,
                Duration delay) {
            this.background = background;
            this.name = name;
            this.work = work;
            this.done = done;
            this.failed = failed;
            this.delay = delay;
        }

        /// What to do with the result, on the window's thread.
        public Job<T> onDone(Consumer<? super T> action) {
            return new Job<>(background, name, work, action, failed, delay);
        }

        /// What to do with an error, on the window's thread; without it the window's own handler is told.
        public Job<T> onError(Consumer<? super Exception> action) {
            return new Job<>(background, name, work, done, action, delay);
        }

        /// Waits before it starts.
        public Job<T> after(Duration wait) {
            return new Job<>(background, name, work, done, failed, wait);
        }

        /// Starts, and cancels an earlier job of the same name.
        public void start() {
            background.start(new Running<>(background, this));
        }
    }

    private void start(Running<?> running) {
        Running<?> previous = latest.put(running.job.name, running);
        if (previous != null) {
            previous.cancel();
        }
        running.begin();
    }

    private static final class Running<T> implements Progress {
        private final Background background;
        private final Job<T> job;
        private final AtomicBoolean showing = new AtomicBoolean();
        private volatile boolean cancelled;
        private volatile @Nullable Thread thread;
        private volatile Activity activity;

        Running(Background background, Job<T> job) {
            this.background = background;
            this.job = job;
            this.activity = new Activity(job.name, "", -1);
        }

        void begin() {
            thread = Thread.ofVirtual().name(job.name).start(this::run);
        }

        void cancel() {
            cancelled = true;
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
            background.apply.execute(this::forget);
        }

        private void run() {
            try {
                Thread.sleep(job.delay);
                check();
                T result = job.work.compute(this);
                finish(() -> job.done.accept(result));
            } catch (InterruptedException | CancellationException ended) {
                finish(() -> {});
            } catch (Exception problem) {
                finish(() -> job.failed.accept(problem));
            } catch (Error broken) {
                finish(() -> background.onError.accept(broken));
            }
        }

        private void finish(Runnable then) {
            background.apply.execute(() -> {
                forget();
                if (!cancelled && background.latest.remove(job.name, this)) {
                    applySafely(then);
                }
            });
        }

        // An error while applying must not be lost in the toolkit's thread.
        private void applySafely(Runnable then) {
            try {
                then.run();
            } catch (RuntimeException problem) {
                background.onError.accept(problem);
            }
        }

        @Override
        public void report(String message, double fraction) {
            activity = new Activity(job.name, message, fraction);
            if (showing.compareAndSet(false, true)) {
                background.apply.execute(this::show);
            }
        }

        private void show() {
            showing.set(false);
            if (cancelled || background.latest.get(job.name) != this) {
                return;
            }
            background.activities.removeIf(other -> other.name().equals(job.name));
            background.activities.add(activity);
        }

        private void forget() {
            if (background.latest.get(job.name) == this || !background.latest.containsKey(job.name)) {
                background.activities.removeIf(other -> other.name().equals(job.name));
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled || Thread.currentThread().isInterrupted();
        }
    }
}
