package dev.guise.ui.common.background;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that jobs run on. What computes runs on platform threads, which the system shares out however long they
/// run: virtual threads give way only where they wait, so that as many long jobs as there are processors would hold up
/// all others. There are few, as more of them than processors finish nothing sooner. What is short has threads of its
/// own, so that it never stands behind what is long. What mostly waits, for a disk, a network or a time, has a virtual
/// thread.
final class Lanes {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// How a job uses its thread.
    enum Lane {
        /// It may compute for seconds.
        LONG,
        /// It computes for some tens of milliseconds at most.
        SHORT,
        /// It mostly waits.
        WAITING
    }

    private final Executor longJobs;
    private final Executor shortJobs;
    private final Executor waitingJobs;

    /// @param processors how many there are
    Lanes(int processors) {
        int threads = Math.max(2, processors);
        longJobs = pool("guise-long-", threads);
        shortJobs = pool("guise-short-", threads);
        waitingJobs = Executors.newVirtualThreadPerTaskExecutor();
    }

    private static Executor pool(String name, int threads) {
        ThreadFactory daemons = Thread.ofPlatform().name(name, 1).daemon().factory();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    Executor of(Lane lane) {
        return switch (lane) {
            case LONG -> longJobs;
            case SHORT -> shortJobs;
            case WAITING -> waitingJobs;
        };
    }
}
