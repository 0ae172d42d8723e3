package dev.guise.ui.workspace;

import dev.guise.findings.triage.Triage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Puts what two windows did to one workspace together. What one of them did to an entry counts; of what both did to the
/// same entry, the later.
final class WorkspaceMerge {
    private WorkspaceMerge() {}

    /// @param base   what both began with
    /// @param theirs what others made of it
    /// @param mine   what was made of it here, later
    static Workspace merge(Workspace base, Workspace theirs, Workspace mine) {
        if (theirs.equals(base) || theirs.equals(mine)) {
            return mine;
        }
        Triage triage = new Triage(
                entries(base.triage().suppressions(), theirs.triage().suppressions(), mine.triage().suppressions()),
                members(base.triage().administrators(), theirs.triage().administrators(), mine.triage().administrators()));
        boolean moved = !mine.place().equals(base.place()) || !mine.history().equals(base.history());
        Workspace last = moved ? mine : theirs;
        return new Workspace(
                members(base.owned(), theirs.owned(), mine.owned()),
                entries(base.notes(), theirs.notes(), mine.notes()),
                triage,
                recent(base.recent(), theirs.recent(), mine.recent()),
                last.history(),
                last.place(),
                drafts(base.drafts(), theirs.drafts(), mine.drafts()));
    }

    private static <K, V> Map<K, V> entries(Map<K, V> base, Map<K, V> theirs, Map<K, V> mine) {
        Map<K, V> merged = new LinkedHashMap<>(theirs);
        merged.keySet().removeIf(key -> base.containsKey(key) && !mine.containsKey(key));
        mine.forEach((key, value) -> {
            if (!Objects.equals(value, base.get(key))) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static <T> Set<T> members(Set<T> base, Set<T> theirs, Set<T> mine) {
        Set<T> merged = new LinkedHashSet<>(theirs);
        merged.removeIf(member -> base.contains(member) && !mine.contains(member));
        mine.stream().filter(member -> !base.contains(member)).forEach(merged::add);
        return merged;
    }

    // A draft that both changed is there twice: which is the better one is for a person to say.
    private static <T> List<T> drafts(List<T> base, List<T> theirs, List<T> mine) {
        if (mine.equals(base)) {
            return theirs;
        }
        Stream<T> came = theirs.stream().filter(draft -> !base.contains(draft) && !mine.contains(draft));
        return Stream.concat(mine.stream(), came).toList();
    }

    private static <T> List<T> recent(List<T> base, List<T> theirs, List<T> mine) {
        return mine.equals(base) ? theirs : Stream.concat(mine.stream(), theirs.stream()).toList();
    }
}
