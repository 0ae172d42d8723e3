package dev.guise.ui.common.background;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// How long something lasts that is opened and closed, such as a cluster, and what ends with it. Whatever such a thing
/// subscribes to that outlasts it goes through here: a subscription that is left behind keeps the whole of it in
/// memory.
/// To be used on the window's thread.
public final class Lifetime implements AutoCloseable {
    private final Deque<Subscription> kept = new ArrayDeque<>();
    private boolean closed;

    /// Ends a subscription together with this lifetime; at once where that is over already.
    public void add(Subscription subscription) {
        if (closed) {
            subscription.unsubscribe();
        } else {
            kept.push(subscription);
        }
    }

    /// Follows a value, the present one included, until the end.
    public <T> void subscribe(ObservableValue<T> value, Consumer<? super T> action) {
        if (!closed) {
            add(value.subscribe(action));
        }
    }

    /// A value that follows another until the end, and stays as it is then. What subscribes to it keeps nothing alive
    /// that the other knows of.
    public <T> ReadOnlyObjectProperty<T> follow(ObservableValue<T> longer) {
        ReadOnlyObjectWrapper<T> shorter = new ReadOnlyObjectWrapper<>(longer.getValue());
        subscribe(longer, shorter::set);
        return shorter.getReadOnlyProperty();
    }

    /// Ends everything, what was added last first. Closing it again does nothing.
    @Override
    public void close() {
        closed = true;
        while (!kept.isEmpty()) {
            kept.pop().unsubscribe();
        }
    }
}
