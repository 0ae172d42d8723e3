package dev.guise.cluster.read;

import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The warnings of one read. A hostile file can cause millions: after [#MAX_WARNINGS] the rest is only counted.
public final class Warnings {
    static final int MAX_WARNINGS = 500;

    private final List<Warning> list = new ArrayList<>();
    private final Map<String, Integer> unread = new TreeMap<>();
    private final Map<String, String> unreadWhere = new LinkedHashMap<>();
    private final LimitCounts limits = new LimitCounts();
    private int more;

    public void add(String where, String what, String consequence) {
        if (list.size() < MAX_WARNINGS) {
            list.add(new Warning(where, what, consequence));
        } else {
            more++;
        }
    }

    /// Counts an object of a kind that is not read.
    void unread(String kind, String where) {
        if (unread.size() >= MAX_WARNINGS && !unread.containsKey(kind)) {
            more++;
            return;
        }
        unread.merge(kind, 1, Integer::sum);
        unreadWhere.putIfAbsent(kind, where);
    }

    /// Counts what an answer rests on.
    ///
    /// @param example one of what is counted: a file, a kind
    public void limit(LimitId id, String example) {
        limits.add(id, example);
    }

    List<Limit> limits() {
        return limits.all();
    }

    void addAll(Warnings other) {
        limits.addAll(other.limits);
        other.list.forEach(w -> add(w.where(), w.what(), w.consequence()));
        other.unread.forEach((kind, count) -> unread.merge(kind, count, Integer::sum));
        other.unreadWhere.forEach(unreadWhere::putIfAbsent);
        more += other.more;
    }

    /// How many there are, those that are only counted too.
    public int count() {
        return list.size() + more;
    }

    List<Warning> all() {
        List<Warning> all = new ArrayList<>(list);
        unread.forEach((kind, count) -> all.add(new Warning(
                unreadWhere.getOrDefault(kind, ""),
                kind + ": " + count + (count == 1 ? " object" : " objects") + " not read",
                "Guise does not analyze this kind.")));
        if (more > 0) {
            all.add(new Warning("", more + " more warnings of this kind", "Fix the first ones and read again."));
        }
        return all;
    }
}
