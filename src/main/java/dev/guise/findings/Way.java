package dev.guise.findings;

import dev.guise.escalation.question.Derivation;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shortest path of a finding, worked out when it is first asked for: for thousands of findings at once that would
/// take too long, and most are never opened.
public final class Way {
    /// No path.
    public static final Way NONE = of(Optional::empty);

    private @Nullable Supplier<Optional<Derivation>> source;
    private Optional<Derivation> path = Optional.empty();

    private Way(Supplier<Optional<Derivation>> source) {
        this.source = source;
    }

    /// A path that is worked out by `source`, at most once.
    public static Way of(Supplier<Optional<Derivation>> source) {
        return new Way(source);
    }

    /// The path; the first call may take as long as one fixed point over the cluster.
    public synchronized Optional<Derivation> get() {
        Supplier<Optional<Derivation>> open = source;
        if (open != null) {
            path = open.get();
            source = null;
        }
        return path;
    }
}
