package dev.guise.ui.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Where a person was, to go back to. Keeps the last hundred places.
///
/// @param <T> a place; equal places beside each other count once
public final class History<T> {
    private static final int KEPT = 100;

    private final List<T> places = new ArrayList<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
    private int at = -1;

    /// A new place; what was forward is forgotten.
    public void visit(T place) {
        if (at >= 0 && places.get(at).equals(place)) {
            return;
        }
        places.subList(at + 1, places.size()).clear();
        places.add(place);
        if (places.size() > KEPT) {
            places.removeFirst();
        }
        at = places.size() - 1;
        update();
    }

    /// The places from the first on to the current one.
    public List<T> way() {
        return List.copyOf(places.subList(0, at + 1));
    }

    /// Places of another time in the place of all; the last is the current one.
    public void restore(List<T> way) {
        places.clear();
        places.addAll(way.subList(Math.max(0, way.size() - KEPT), way.size()));
        at = places.size() - 1;
        update();
    }

    /// The place before, if there is one; it is the current one then.
    public Optional<T> back() {
        return go(at - 1);
    }

    /// The place after, if there is one; it is the current one then.
    public Optional<T> forward() {
        return go(at + 1);
    }

    private Optional<T> go(int to) {
        if (to < 0 || to >= places.size()) {
            return Optional.empty();
        }
        at = to;
        update();
        return Optional.of(places.get(at));
    }

    private void update() {
        canGoBack.set(at > 0);
        canGoForward.set(at < places.size() - 1);
    }

    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }
}
