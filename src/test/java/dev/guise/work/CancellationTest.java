package dev.guise.work;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancellationTest {

    @Test
    void whoIsInterruptedEndsAndStaysInterrupted() {
        assertDoesNotThrow(Cancellation::check);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, Cancellation::check);
        assertTrue(Thread.interrupted());
    }

    @Test
    void whoWaitsForALockCanBeCancelled() throws Exception {
        InterruptibleLock lock = new InterruptibleLock();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform()
                .start(() -> lock.hold(() -> {
                    held.countDown();
                    return await(end);
                }));
        held.await();
        CompletableFuture<String> waited = new CompletableFuture<>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                waited.complete(lock.hold(() -> "held"));
            } catch (CancellationException cancelled) {
                waited.complete("cancelled " + Thread.currentThread().isInterrupted());
            }
        });
        waiter.interrupt();
        assertEquals("cancelled true", waited.get(20, TimeUnit.SECONDS));
        end.countDown();
        holder.join();
        assertEquals("free", lock.hold(() -> lock.hold(() -> "free")));
    }

    @Test
    void aLockIsFreeAfterAComputationThatFailed() throws ExecutionException, InterruptedException {
        InterruptibleLock lock = new InterruptibleLock();
        assertThrows(
                IllegalStateException.class,
                () -> lock.hold(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals(
                "free",
                CompletableFuture.supplyAsync(() -> lock.hold(() -> "free")).get());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
