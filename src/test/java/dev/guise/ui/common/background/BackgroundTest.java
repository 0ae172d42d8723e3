package dev.guise.ui.common.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final BlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final Background background = new Background(window::add, errors::add);
    private final List<String> applied = new ArrayList<>();

    private void runOne() throws InterruptedException {
        Runnable next = window.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "nothing came to the window's thread");
        next.run();
    }

    private void runUntilApplied(int count) throws InterruptedException {
        while (applied.size() < count) {
            runOne();
        }
    }

    @Test
    void appliesOnTheWindowsThreadOnly() throws InterruptedException {
        background.job("a", progress -> "result").onDone(applied::add).start();
        Runnable next = window.poll(20, TimeUnit.SECONDS);
        assertNotNull(next);
        assertEquals(List.of(), applied);
        next.run();
        assertEquals(List.of("result"), applied);
        assertFalse(background.isRunning("a"));
    }

    @Test
    void laterJobOfTheSameNameWins() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        background
                .job("a", progress -> {
                    while (hold.getCount() > 0) {
                        Thread.onSpinWait();
                        if (progress.isCancelled()) {
                            break;
                        }
                    }
                    return "stale";
                })
                .onDone(applied::add)
                .start();
        background.job("a", progress -> "fresh").onDone(applied::add).start();
        hold.countDown();
        runUntilApplied(1);
        Thread.sleep(50);
        while (!window.isEmpty()) {
            runOne();
        }
        assertEquals(List.of("fresh"), applied);
    }

    @Test
    void resultComputedBeforeButAppliedAfterALaterJobIsDropped() throws InterruptedException {
        background.job("a", progress -> "stale").onDone(applied::add).start();
        Runnable stale = window.poll(20, TimeUnit.SECONDS);
        assertNotNull(stale);
        background.job("a", progress -> "fresh").onDone(applied::add).start();
        stale.run();
        assertEquals(List.of(), applied);
        runUntilApplied(1);
        assertEquals(List.of("fresh"), applied);
    }

    @Test
    void jobsOfOtherNamesDoNotDisturbEachOther() throws InterruptedException {
        background.job("a", progress -> "one").onDone(applied::add).start();
        background.job("b", progress -> "two").onDone(applied::add).start();
        runUntilApplied(2);
        assertEquals(List.of("one", "two"), applied.stream().sorted().toList());
    }

    @Test
    void burstRunsOnce() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            String text = "run " + i;
            background
                    .job("a", progress -> text)
                    .onDone(applied::add)
                    .after(Duration.ofMillis(60))
                    .start();
        }
        runUntilApplied(1);
        assertEquals(List.of("run 19"), applied);
    }

    @Test
    void cancelledJobIsInterruptedAndNotApplied() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        background
                .job("a", progress -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException stopped) {
                        interrupted.set(true);
                    }
                    ended.countDown();
                    return "late";
                })
                .onDone(applied::add)
                .start();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        background.cancel("a");
        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertTrue(interrupted.get());
        Thread.sleep(50);
        while (!window.isEmpty()) {
            runOne();
        }
        assertEquals(List.of(), applied);
    }

    @Test
    void errorGoesToTheJobElseToTheWindow() throws InterruptedException {
        background
                .job("a", progress -> {
                    throw new java.io.IOException("no disk");
                })
                .onError(error -> applied.add(error.getMessage()))
                .start();
        runUntilApplied(1);
        assertEquals(List.of("no disk"), applied);
        assertEquals(List.of(), errors);
        background
                .job("b", progress -> {
                    throw new java.io.IOException("no net");
                })
                .start();
        while (errors.isEmpty()) {
            runOne();
        }
        assertEquals("no net", errors.getFirst().getMessage());
    }

    @Test
    void errorWhileApplyingIsNotLost() throws InterruptedException {
        background
                .job("a", progress -> "x")
                .onDone(result -> {
                    throw new IllegalStateException("bad view");
                })
                .start();
        runOne();
        assertEquals("bad view", errors.getFirst().getMessage());
    }

    @Test
    void progressIsShownWhileItRunsAndGoneAfterwards() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        background
                .job("a", progress -> {
                    progress.report("half", 0.5);
                    hold.await();
                    return "done";
                })
                .onDone(applied::add)
                .start();
        runOne();
        assertEquals(List.of(new Background.Activity("a", "half", 0.5)), background.activities());
        hold.countDown();
        runUntilApplied(1);
        assertEquals(List.of(), background.activities());
    }

    /// Jobs of the long lane that hold their threads until they are let go.
    private void hold(int count, CountDownLatch begun, CountDownLatch end) {
        for (int i = 0; i < count; i++) {
            background
                    .job("long" + i, progress -> {
                        begun.countDown();
                        while (end.getCount() > 0 && !progress.isCancelled()) {
                            Thread.onSpinWait();
                        }
                        return "long";
                    })
                    .onDone(applied::add)
                    .start();
        }
    }

    @Test
    void shortAndWaitingJobsRunWhileEveryThreadOfTheLongOnesIsTaken() throws InterruptedException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        CountDownLatch begun = new CountDownLatch(threads);
        CountDownLatch end = new CountDownLatch(1);
        hold(threads + 3, begun, end);
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        background.shortJob("short", progress -> "short").onDone(applied::add).start();
        runUntilApplied(1);
        background
                .waitingJob("late", progress -> "late")
                .after(Duration.ofMillis(5))
                .onDone(applied::add)
                .start();
        runUntilApplied(2);
        assertEquals(List.of("short", "late"), applied);
        end.countDown();
        runUntilApplied(2 + threads + 3);
    }

    @Test
    void longJobsComputeOnDaemonThreadsOfThePlatform() throws InterruptedException {
        List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        background
                .job("a", progress -> threads.add(Thread.currentThread()))
                .onDone(done -> applied.add("a"))
                .start();
        background
                .shortJob("b", progress -> threads.add(Thread.currentThread()))
                .onDone(done -> applied.add("b"))
                .start();
        runUntilApplied(2);
        assertTrue(threads.stream().allMatch(thread -> thread.isDaemon() && !thread.isVirtual()), threads::toString);
    }

    @Test
    void aJobThatIsCancelledBeforeItBeginsNeverRuns() throws InterruptedException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        CountDownLatch begun = new CountDownLatch(threads);
        CountDownLatch end = new CountDownLatch(1);
        hold(threads, begun, end);
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        AtomicBoolean ran = new AtomicBoolean();
        background
                .job("a", progress -> {
                    ran.set(true);
                    return "a";
                })
                .start();
        background.cancel("a");
        end.countDown();
        runUntilApplied(threads);
        background.job("b", progress -> "b").onDone(applied::add).start();
        runUntilApplied(threads + 1);
        assertFalse(ran.get());
    }

    @Test
    void whatBelongsToALifetimeEndsWithIt() throws InterruptedException {
        Lifetime life = new Lifetime();
        Background inner = background.within(life);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        inner.job("a", progress -> {
                    progress.report("at work", -1);
                    begun.countDown();
                    while (!progress.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    cancelled.countDown();
                    return "stale";
                })
                .onDone(applied::add)
                .start();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        runOne();
        assertEquals(List.of(), background.activities());
        assertEquals(1, inner.activities().size());
        CountDownLatch save = new CountDownLatch(1);
        inner.waitingJob("save", progress -> {
                    save.await();
                    return "saved";
                })
                .goingOn()
                .onDone(applied::add)
                .start();
        life.close();
        assertTrue(cancelled.await(20, TimeUnit.SECONDS));
        inner.job("b", progress -> "never").onDone(applied::add).start();
        save.countDown();
        runUntilApplied(1);
        background.job("c", progress -> "other").onDone(applied::add).start();
        runUntilApplied(2);
        assertEquals(List.of("saved", "other"), applied);
        assertEquals(List.of(), inner.activities());
    }

    @Test
    void aThreadThatWasInterruptedServesTheNextJobAsNew() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            background
                    .shortJob("a", progress -> {
                        begun.countDown();
                        while (!progress.isCancelled()) {
                            Thread.onSpinWait();
                        }
                        return "stale";
                    })
                    .start();
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            background.cancel("a");
            background
                    .shortJob("b", progress -> String.valueOf(progress.isCancelled()))
                    .onDone(applied::add)
                    .start();
            runUntilApplied(i + 1);
        }
        assertTrue(applied.stream().allMatch("false"::equals), applied::toString);
    }
}
