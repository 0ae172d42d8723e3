package dev.guise.ui;

import dev.guise.ui.common.background.FxThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/// Watches from a thread of its own how long the JavaFX thread is held: it asks for a turn again and again, and while
/// it waits longer than expected it looks what the thread is doing.
///
/// Time is what the thread, and the renderer where it waits for that, were given of the processors: other programs on
/// the machine do not count. Where it waits for anything else, all of the time counts.
final class FxWatch implements AutoCloseable {
    private static final long LOOK_AFTER_MILLIS = 40;
    private static final long LOOK_EVERY_MILLIS = 4;
    private static final int FRAMES = 40;

    /// A time for which the thread was held.
    ///
    /// @param step   what was being done
    /// @param millis how long
    /// @param stack  what it was doing most of that time
    record Hold(String step, long millis, String stack) {}

    private final Map<String, Hold> longest = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile String step = "";
    private volatile boolean closed;

    /// The threads whose work counts. Known before the first turn is asked for: what a thread did until it is found is
    /// no part of a hold.
    ///
    /// @param renderer id of the renderer's thread; negative where there is none
    private record Watched(Thread fx, long renderer) {}

    /// Watches from now on. To be called once something was drawn, so that there is a renderer.
    void start() throws Exception {
        Watched watched = new Watched(FxThread.call(Thread::currentThread), renderer());
        Thread watcher = new Thread(() -> watch(watched), "fx-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private long renderer() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith("QuantumRenderer"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElse(-1);
    }

    /// What is done from now on.
    void step(String name) {
        synchronized (longest) {
            steps.add(name);
        }
        step = name;
    }

    private void watch(Watched watched) {
        try {
            while (!closed) {
                beat(watched);
                Thread.sleep(2);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Watched watched) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        String during = step;
        long before = cpu(watched);
        long sent = System.nanoTime();
        Platform.runLater(turn::countDown);
        List<StackTraceElement[]> seen = new ArrayList<>();
        int blocked = 0;
        boolean had = turn.await(LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        while (!had && !closed) {
            StackTraceElement[] stack = watched.fx().getStackTrace();
            blocked += watched.fx().getState() == Thread.State.RUNNABLE || isRendering(stack) ? 0 : 1;
            seen.add(stack);
            had = turn.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        long ran = TimeUnit.NANOSECONDS.toMillis(cpu(watched) - before);
        boolean waited = blocked * 2 > seen.size();
        note(new Hold(during, waited ? wall : Math.min(wall, ran), most(seen)));
    }

    private static boolean isRendering(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("waitForRenderingToComplete"));
    }

    /// Nanoseconds of the JavaFX thread and the renderer.
    private long cpu(Watched watched) {
        long rendering = watched.renderer() < 0 ? 0 : Math.max(0, threads.getThreadCpuTime(watched.renderer()));
        return threads.getThreadCpuTime(watched.fx().threadId()) + rendering;
    }

    private void note(Hold hold) {
        synchronized (longest) {
            longest.merge(hold.step(), hold, (old, now) -> now.millis() > old.millis() ? now : old);
        }
    }

    /// The stack that was seen most often, down to the innermost frames of the program itself.
    private static String most(List<StackTraceElement[]> seen) {
        return seen.stream()
                .map(FxWatch::told)
                .collect(Collectors.groupingBy(stack -> stack, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> entry.getValue() + " of " + seen.size() + " looks:\n" + entry.getKey())
                .orElse("");
    }

    // What differs only in the innermost frames is the same work.
    private static String told(StackTraceElement[] stack) {
        List<StackTraceElement> frames = Arrays.asList(stack);
        int own = 0;
        while (own < frames.size() && !frames.get(own).getClassName().startsWith("dev.guise")) {
            own++;
        }
        int from = own < frames.size() ? Math.max(0, own - 6) : Math.max(0, frames.size() - FRAMES);
        return frames.subList(from, Math.min(frames.size(), from + FRAMES)).stream()
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }

    /// The longest hold of each step, in their order.
    List<Hold> holds() {
        synchronized (longest) {
            return steps.stream()
                    .distinct()
                    .filter(longest::containsKey)
                    .map(longest::get)
                    .map(java.util.Objects::requireNonNull)
                    .toList();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
