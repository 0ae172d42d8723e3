package dev.guise.escalation.engine;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/// What is inferred in a graph otherwise than in the one that it was made of.
///
/// @param <T> what an inference counts as: one with its rules, or one by whatever rules
public final class InferenceChanges<T> {
    private final Function<Edge, T> as;
    private final BitSet inferringMore = new BitSet();
    private final Set<T> gone = new HashSet<>();

    InferenceChanges(Function<Edge, T> as) {
        this.as = as;
    }

    /// Compares what was worked out from one fact.
    void compare(int fact, Collection<Edge> before, Collection<Edge> now) {
        Set<T> old = all(before);
        Set<T> kept = all(now);
        if (!old.containsAll(kept)) {
            inferringMore.set(fact);
        }
        old.removeAll(kept);
        gone.addAll(old);
    }

    private Set<T> all(Collection<Edge> edges) {
        return edges.stream().map(as).collect(Collectors.toCollection(HashSet::new));
    }

    /// Notes a fact that may be worth more than its inferences say.
    void mark(int fact) {
        inferringMore.set(fact);
    }

    boolean isEmpty() {
        return inferringMore.isEmpty() && gone.isEmpty();
    }

    /// Whether a search for the cheapest way comes to the same: from nothing that it followed does more follow than
    /// before, and what it came to is still inferred. That it may have come to less besides makes no way cheaper.
    ///
    /// @param followed the facts whose inferences were followed
    /// @param used     the inferences of what it came to
    public boolean leave(RoaringBitmap followed, Collection<Edge> used) {
        return inferringMore.stream().noneMatch(followed::contains)
                && (gone.isEmpty() || used.stream().map(as).noneMatch(gone::contains));
    }
}
