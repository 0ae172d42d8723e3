package dev.guise.escalation.question;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A sorted list shared by many, and one more in its place. Immutable as far as the list is.
final class SortedWithOneMore<T extends Comparable<T>> extends AbstractList<T> implements RandomAccess {
    private final List<T> shared;
    private final T more;
    private final int place;

    private SortedWithOneMore(List<T> shared, T more, int place) {
        this.shared = shared;
        this.more = more;
        this.place = place;
    }

    /// The list itself when it has it already.
    static <T extends Comparable<T>> List<T> of(List<T> shared, T more) {
        int found = Collections.binarySearch(shared, more);
        return found >= 0 ? shared : new SortedWithOneMore<>(shared, more, -found - 1);
    }

    @Override
    public T get(int index) {
        if (index == place) {
            return more;
        }
        return shared.get(index < place ? index : index - 1);
    }

    /// Thousands of these are compared where two states of a cluster are, nearly always with one on the same shared
    /// list.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SortedWithOneMore<?> same
                ? place == same.place && more.equals(same.more) && shared.equals(same.shared)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public int size() {
        return shared.size() + 1;
    }
}
