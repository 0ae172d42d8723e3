package dev.guise.escalation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A smallest set of elements that has one in common with each of some sets. Found by branch and bound from a greedy
/// start; past a bound on the work the greedy one stays.
///
/// @param elements   the hitting set
/// @param isSmallest whether no smaller one exists
record HittingSet(Set<CutElement> elements, boolean isSmallest) {
    private static final int MOST_WORK = 200_000;

    static HittingSet smallest(List<Set<CutElement>> sets) {
        Search search = new Search(greedy(sets));
        search.branch(sets, new LinkedHashSet<>());
        return new HittingSet(search.best, search.work < MOST_WORK);
    }

    private static Set<CutElement> greedy(List<Set<CutElement>> sets) {
        Set<CutElement> chosen = new LinkedHashSet<>();
        List<Set<CutElement>> open = sets;
        while (!open.isEmpty()) {
            CutElement most = mostFrequent(open);
            chosen.add(most);
            open = open.stream().filter(set -> !set.contains(most)).toList();
        }
        return chosen;
    }

    private static CutElement mostFrequent(List<Set<CutElement>> sets) {
        Map<CutElement, Integer> counts = new LinkedHashMap<>();
        sets.forEach(set -> set.forEach(element -> counts.merge(element, 1, Integer::sum)));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static final class Search {
        private Set<CutElement> best;
        private int work;

        Search(Set<CutElement> start) {
            this.best = start;
        }

        /// Some element of the smallest open set must be chosen.
        void branch(List<Set<CutElement>> open, Set<CutElement> chosen) {
            if (open.isEmpty()) {
                if (chosen.size() < best.size()) {
                    best = new LinkedHashSet<>(chosen);
                }
                return;
            }
            if (chosen.size() + disjoint(open) >= best.size() || work++ >= MOST_WORK) {
                return;
            }
            Set<CutElement> smallest =
                    open.stream().min(Comparator.comparingInt(Set::size)).orElseThrow();
            for (CutElement element : smallest) {
                chosen.add(element);
                branch(open.stream().filter(set -> !set.contains(element)).toList(), chosen);
                chosen.remove(element);
            }
        }

        /// Sets without a common element need one each: a lower bound.
        private static int disjoint(List<Set<CutElement>> open) {
            Set<CutElement> used = new LinkedHashSet<>();
            int count = 0;
            for (Set<CutElement> set : open) {
                if (set.stream().noneMatch(used::contains)) {
                    used.addAll(set);
                    count++;
                }
            }
            return count;
        }
    }
}
