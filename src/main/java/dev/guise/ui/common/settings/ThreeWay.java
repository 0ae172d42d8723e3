package dev.guise.ui.common.settings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Puts together what two windows made of the same. What one of them changed counts; of what both changed, what is
/// `mine`. Everywhere `base` is what both began with, `theirs` what others made of it, `mine` what was made of it here,
/// later.
public final class ThreeWay {
    private ThreeWay() {}

    /// One thing.
    public static <T> T value(T base, T theirs, T mine) {
        return mine.equals(base) ? theirs : mine;
    }

    /// Entry by entry.
    public static <K, V> Map<K, V> entries(Map<K, V> base, Map<K, V> theirs, Map<K, V> mine) {
        Map<K, V> merged = new LinkedHashMap<>(theirs);
        merged.keySet().removeIf(key -> base.containsKey(key) && !mine.containsKey(key));
        mine.forEach((key, value) -> {
            if (!Objects.equals(value, base.get(key))) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /// Member by member.
    public static <T> Set<T> members(Set<T> base, Set<T> theirs, Set<T> mine) {
        Set<T> merged = new LinkedHashSet<>(theirs);
        merged.removeIf(member -> base.contains(member) && !mine.contains(member));
        mine.stream().filter(member -> !base.contains(member)).forEach(merged::add);
        return merged;
    }

    /// The same of a list without doubles.
    public static <T> List<T> members(List<T> base, List<T> theirs, List<T> mine) {
        return List.copyOf(members(new LinkedHashSet<>(base), new LinkedHashSet<>(theirs), new LinkedHashSet<>(mine)));
    }

    /// What was used, newest first: nothing of it is taken away, and whoever keeps it ends it where it is too long.
    public static <T> List<T> recent(List<T> base, List<T> theirs, List<T> mine) {
        return mine.equals(base)
                ? theirs
                : Stream.concat(mine.stream(), theirs.stream()).distinct().toList();
    }
}
