package dev.guise.escalation.question;

import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A smallest set of elements that has one in common with each of some sets. Found by branch and bound from a greedy
/// start, after what cannot matter is left out; past a bound on the work the greedy one stays.
///
/// @param elements   the hitting set
/// @param isSmallest whether no smaller one exists
record HittingSet(Set<CutElement> elements, boolean isSmallest) {
    /// How many sets are looked at in all while branching.
    private static final int MAX_WORK = 5_000_000;

    static HittingSet smallest(Collection<Set<CutElement>> sets) {
        Search search = new Search(sets);
        search.dropNeedlessSets();
        search.dropNeedlessElements();
        search.run();
        return new HittingSet(search.best(), search.work < MAX_WORK);
    }

    /// Elements and sets by their numbers.
    private static final class Search {
        private final List<CutElement> elements = new ArrayList<>();
        /// The elements of each set.
        private final List<BitSet> sets = new ArrayList<>();
        /// The sets of each element.
        private final List<BitSet> hits = new ArrayList<>();
        private final BitSet open = new BitSet();
        private List<Integer> best = List.of();
        private int work;

        Search(Collection<Set<CutElement>> given) {
            Map<CutElement, Integer> numbers = new LinkedHashMap<>();
            for (Set<CutElement> one : given) {
                int set = sets.size();
                BitSet members = new BitSet();
                for (CutElement element : one) {
                    members.set(numbers.computeIfAbsent(element, this::number));
                }
                members.stream().forEach(element -> hits.get(element).set(set));
                sets.add(members);
                open.set(set);
            }
        }

        private int number(CutElement element) {
            elements.add(element);
            hits.add(new BitSet());
            return elements.size() - 1;
        }

        Set<CutElement> best() {
            Set<CutElement> found = new LinkedHashSet<>();
            best.forEach(element -> found.add(elements.get(element)));
            return found;
        }

        /// Whatever hits a set hits those, too, that have all of its elements.
        void dropNeedlessSets() {
            for (int set = open.nextSetBit(0); set >= 0; set = open.nextSetBit(set + 1)) {
                Cancellation.check();
                int small = set;
                BitSet wider = (BitSet) open.clone();
                sets.get(set).stream().forEach(element -> wider.and(hits.get(element)));
                wider.stream().filter(other -> other != small).forEach(open::clear);
            }
        }

        /// An element that hits no set that another does not hit as well need not be chosen.
        void dropNeedlessElements() {
            hits.forEach(hit -> hit.and(open));
            // Of two that do the same the first one stays.
            for (int element = hits.size() - 1; element >= 0; element--) {
                Cancellation.check();
                BitSet own = hits.get(element);
                if (own.isEmpty() || !isCovered(element)) {
                    continue;
                }
                int needless = element;
                own.stream().forEach(set -> sets.get(set).clear(needless));
                own.clear();
            }
        }

        private boolean isCovered(int element) {
            BitSet own = hits.get(element);
            BitSet beside = (BitSet) sets.get(own.nextSetBit(0)).clone();
            own.stream().forEach(set -> beside.and(sets.get(set)));
            beside.clear(element);
            return !beside.isEmpty();
        }

        void run() {
            best = greedy();
            branch(open, new ArrayList<>());
        }

        private List<Integer> greedy() {
            List<Integer> chosen = new ArrayList<>();
            BitSet left = (BitSet) open.clone();
            while (!left.isEmpty()) {
                Cancellation.check();
                int most = mostFrequent(left);
                chosen.add(most);
                left.andNot(hits.get(most));
            }
            return chosen;
        }

        private int mostFrequent(BitSet left) {
            int most = 0;
            int times = 0;
            for (int element = 0; element < hits.size(); element++) {
                BitSet hit = (BitSet) hits.get(element).clone();
                hit.and(left);
                if (hit.cardinality() > times) {
                    most = element;
                    times = hit.cardinality();
                }
            }
            return most;
        }

        /// Some element of the smallest open set must be chosen.
        private void branch(BitSet left, List<Integer> chosen) {
            if (left.isEmpty()) {
                if (chosen.size() < best.size()) {
                    best = List.copyOf(chosen);
                }
                return;
            }
            if (work >= MAX_WORK || chosen.size() + disjoint(left) >= best.size()) {
                return;
            }
            Cancellation.check();
            work += left.cardinality();
            for (int element : sets.get(smallest(left)).stream().toArray()) {
                BitSet further = (BitSet) left.clone();
                further.andNot(hits.get(element));
                chosen.add(element);
                branch(further, chosen);
                chosen.removeLast();
            }
        }

        private int smallest(BitSet left) {
            int smallest = -1;
            int size = Integer.MAX_VALUE;
            for (int set = left.nextSetBit(0); set >= 0; set = left.nextSetBit(set + 1)) {
                int own = sets.get(set).cardinality();
                if (own < size) {
                    smallest = set;
                    size = own;
                }
            }
            return smallest;
        }

        /// Sets without a common element need one each: a lower bound.
        private int disjoint(BitSet left) {
            BitSet used = new BitSet();
            int count = 0;
            for (int set = left.nextSetBit(0); set >= 0; set = left.nextSetBit(set + 1)) {
                if (!sets.get(set).intersects(used)) {
                    used.or(sets.get(set));
                    count++;
                }
            }
            return count;
        }
    }
}
