package dev.guise.ui.common.background;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;

/// Does things one after another, one at each pulse, so that together they do not hold the window: making views,
/// filling a long pane. Use on the JavaFX thread.
public final class PulseQueue {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            next();
        }
    };

    /// Does these, the first at the next pulse, and drops what is left of those before.
    public void start(List<Runnable> wanted) {
        steps.clear();
        steps.addAll(wanted);
        timer.start();
    }

    /// Does this once nothing is left, which may be at once.
    public void then(Runnable last) {
        if (steps.isEmpty()) {
            last.run();
        } else {
            steps.add(last);
        }
    }

    /// Drops what is left.
    public void stop() {
        steps.clear();
        timer.stop();
    }

    // A step may start other steps, or fail: what comes after it is done all the same.
    private void next() {
        Runnable step = steps.poll();
        if (steps.isEmpty()) {
            timer.stop();
        }
        if (step != null) {
            step.run();
        }
    }
}
