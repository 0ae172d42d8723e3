package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Finds boxes by place: a grid of square cells. Built in time linear in the cells covered; a look-up costs the cells
/// and boxes it touches. A box that covers very many cells is kept apart and always looked at.
public final class GridIndex<T> {
    private static final double CELL = 256;
    private static final int VERY_MANY = 64;

    private final Map<Long, List<Entry<T>>> cells = new HashMap<>();
    private final List<Entry<T>> large = new ArrayList<>();

    private record Entry<T>(T value, Box box) {}

    public void add(T value, Box box) {
        Entry<T> entry = new Entry<>(value, box);
        if (count(box) > VERY_MANY) {
            large.add(entry);
            return;
        }
        forEachCell(
                box,
                (column, row) -> cells.computeIfAbsent(key(column, row), key -> new ArrayList<>())
                        .add(entry));
    }

    /// Everything whose box touches that one, each once.
    public Set<T> touching(Box box) {
        Set<T> found = new LinkedHashSet<>();
        collect(large, box, found);
        if (count(box) > cells.size()) {
            cells.values().forEach(entries -> collect(entries, box, found));
        } else {
            forEachCell(box, (column, row) -> collect(cells.getOrDefault(key(column, row), List.of()), box, found));
        }
        return found;
    }

    private void collect(List<Entry<T>> entries, Box box, Set<T> found) {
        for (Entry<T> entry : entries) {
            if (entry.box().intersects(box)) {
                found.add(entry.value());
            }
        }
    }

    private static long count(Box box) {
        return (cell(box.right()) - cell(box.x()) + 1) * (cell(box.bottom()) - cell(box.y()) + 1);
    }

    private static void forEachCell(Box box, BiConsumer<Long, Long> action) {
        for (long column = cell(box.x()); column <= cell(box.right()); column++) {
            for (long row = cell(box.y()); row <= cell(box.bottom()); row++) {
                action.accept(column, row);
            }
        }
    }

    private static long cell(double at) {
        return (long) Math.floor(at / CELL);
    }

    private static Long key(long column, long row) {
        return column * 0x1_0000_0000L + row;
    }
}
