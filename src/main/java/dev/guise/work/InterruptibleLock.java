package dev.guise.work;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A lock for computations that may be cancelled, those that wait for it included. A thread may take it again
/// while it holds it.
public final class InterruptibleLock {
    private final ReentrantLock lock = new ReentrantLock();

    /// Computes something while no other thread holds the lock.
    ///
    /// @throws CancellationException when the thread is interrupted while it waits; it stays interrupted
    public <T> T hold(Supplier<T> computation) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        try {
            return computation.get();
        } finally {
            lock.unlock();
        }
    }
}
