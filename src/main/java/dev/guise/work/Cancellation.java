package dev.guise.work;

import java.util.concurrent.CancellationException;

/// The end of a computation whose result nobody wants any more. Whoever runs it interrupts its thread; whatever may
/// take
/// longer than some tens of milliseconds asks here, in each round of its innermost long loop, and ends with a
/// [CancellationException]. Asking costs about a nanosecond.
///
/// Where a computation is left halfway, what is kept for others has to be whole: ask before it is changed, or after.
public final class Cancellation {
    private Cancellation() {}

    /// Ends the computation here when its thread was interrupted, which it stays.
    ///
    /// @throws CancellationException when it was
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }
}
