package dev.guise.escalation.question;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A sorted list shared by many, and one name more in its place. Immutable as far as the list is.
final class SortedWithOneMore extends AbstractList<String> implements RandomAccess {
    private final List<String> shared;
    private final String more;
    private final int place;

    private SortedWithOneMore(List<String> shared, String more, int place) {
        this.shared = shared;
        this.more = more;
        this.place = place;
    }

    /// The list itself when it has the name already.
    static List<String> of(List<String> shared, String more) {
        int found = Collections.binarySearch(shared, more);
        return found >= 0 ? shared : new SortedWithOneMore(shared, more, -found - 1);
    }

    @Override
    public String get(int index) {
        if (index == place) {
            return more;
        }
        return shared.get(index < place ? index : index - 1);
    }

    /// Thousands of these are compared where two states of a cluster are, nearly always with one on the same shared
    /// list.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SortedWithOneMore same
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
