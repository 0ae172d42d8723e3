package dev.guise.ui.common.background;

import dev.guise.ui.common.background.Lanes.Lane;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Work off the window's thread. A job computes on a thread of its own and its result is applied on the window's
/// thread.
/// Jobs have names: a later job of the same name cancels the earlier one, whose result is never applied. A job may wait
/// before it starts, which makes a burst of jobs of one name run once.
///
/// What is opened and closed has a background [#within] its lifetime: all its jobs are cancelled when it is closed.
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
    private final Lanes lanes;
    private final Optional<Background> outer;
    private final Map<String, Running<?>> latest = new ConcurrentHashMap<>();
    private final ObservableList<Activity> activities = FXCollections.observableArrayList();
    private volatile boolean closed;

    /// @param apply   runs things on the window's thread
    /// @param onError told on the window's thread of errors that no job handled
    public Background(Executor apply, Consumer<Throwable> onError) {
        this(apply, onError, new Lanes(Runtime.getRuntime().availableProcessors()), Optional.empty());
    }

    private Background(Executor apply, Consumer<Throwable> onError, Lanes lanes, Optional<Background> outer) {
        this.apply = apply;
        this.onError = onError;
        this.lanes = lanes;
        this.outer = outer;
    }

    /// Applies on the JavaFX thread.
    public static Background onFxThread(Consumer<Throwable> onError) {
        return new Background(WindowThread::later, onError);
    }

    /// One with names and activities of its own, on the same threads. It is closed when the lifetime ends.
    public Background within(Lifetime life) {
        Background inner = new Background(apply, onError, lanes, Optional.of(this));
        life.add(inner::close);
        return inner;
    }

    /// A job that may compute for seconds, not started yet. Few of them run at once; it is to ask [Progress#check]
    /// often.
    public <T> Job<T> job(String name, Work<T> work) {
        return new Job<>(this, Lane.LONG, name, work, result -> {}, onError, Duration.ZERO);
    }

    /// A job that computes for some tens of milliseconds at most, not started yet. It never stands behind a long one.
    public <T> Job<T> shortJob(String name, Work<T> work) {
        return new Job<>(this, Lane.SHORT, name, work, result -> {}, onError, Duration.ZERO);
    }

    /// A job that reads, writes or asks a server, not started yet.
    public <T> Job<T> waitingJob(String name, Work<T> work) {
        return new Job<>(this, Lane.WAITING, name, work, result -> {}, onError, Duration.ZERO);
    }

    /// Runs something on the window's thread soon.
    public void onWindowThread(Runnable action) {
        apply.execute(action);
    }

    /// Ends the job of that name; its result is not applied. One that [goes on][Job#goingOn] goes on.
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

    /// Cancels everything but what [goes on][Job#goingOn]. Nothing is started any more.
    @Override
    public void close() {
        closed = true;
        latest.keySet().forEach(this::cancel);
    }

    /// What is to be done, and with what.
    public static final class Job<T> {
        private final Background background;
        private final Lane lane;
        private final String name;
        private final Work<T> work;
        private final Consumer<? super T> done;
        private final Consumer<? super Exception> failed;
        private final Duration delay;

        private Job(
                Background background,
                Lane lane,
                String name,
                Work<T> work,
                Consumer<? super T> done,
                Consumer<? super Exception> failed,
                Duration delay) {
            this.background = background;
            this.lane = lane;
            this.name = name;
            this.work = work;
            this.done = done;
            this.failed = failed;
            this.delay = delay;
        }

        /// What to do with the result, on the window's thread.
        public Job<T> onDone(Consumer<? super T> action) {
            return new Job<>(background, lane, name, work, action, failed, delay);
        }

        /// What to do with an error, on the window's thread; without it the window's own handler gets the error.
        public Job<T> onError(Consumer<? super Exception> action) {
            return new Job<>(background, lane, name, work, done, action, delay);
        }

        /// Waits before it starts.
        public Job<T> after(Duration wait) {
            return new Job<>(background, lane, name, work, done, failed, wait);
        }

        /// Goes on when what the background belongs to is closed: for what is being saved. Its result is applied then,
        /// too.
        public Job<T> goingOn() {
            Background longer = background.outer.orElse(background);
            return new Job<>(longer, lane, name, work, done, failed, delay);
        }

        /// Starts, and cancels an earlier job of the same name. Does nothing once the background is closed.
        public void start() {
            background.start(new Running<>(background, this));
        }
    }

    private void start(Running<?> running) {
        if (closed) {
            return;
        }
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
        private @Nullable Thread thread;
        private volatile Activity activity;

        Running(Background background, Job<T> job) {
            this.background = background;
            this.job = job;
            this.activity = new Activity(job.name, "", -1);
        }

        void begin() {
            Executor lane = background.lanes.of(job.lane);
            if (job.delay.isZero()) {
                lane.execute(this::run);
            } else {
                CompletableFuture.delayedExecutor(job.delay.toNanos(), TimeUnit.NANOSECONDS, lane)
                        .execute(this::run);
            }
        }

        // Its thread goes to another job afterwards, which is not to be interrupted.
        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        void cancel() {
            cancelled = true;
            interrupt();
            background.apply.execute(this::forget);
        }

        private synchronized void take(@Nullable Thread runner) {
            thread = runner;
        }

        private void run() {
            take(Thread.currentThread());
            try {
                compute();
            } finally {
                take(null);
                boolean _ = Thread.interrupted();
            }
        }

        private void compute() {
            try {
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
