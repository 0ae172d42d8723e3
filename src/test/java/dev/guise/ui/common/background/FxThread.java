package dev.guise.ui.common.background;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/// Runs parts of a test on the JavaFX thread. Starts the toolkit once.
public final class FxThread {
    private static final long SECONDS = 60;

    private FxThread() {}

    /// Runs and waits.
    public static <T> T call(Callable<T> action) throws Exception {
        start();
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(action.call());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        });
        return result.get(SECONDS, TimeUnit.SECONDS);
    }

    /// Runs and waits.
    public static void run(Runnable action) throws Exception {
        call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /// Waits until something holds on the JavaFX thread, for a minute at most.
    public static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!call(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to hold within " + SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    private static synchronized void start() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            started.await(SECONDS, TimeUnit.SECONDS);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException running) {
            // It runs already.
        }
    }
}
