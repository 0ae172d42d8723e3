package dev.guise.escalation.question;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.AbstractList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/// The names that reaches consist of, numbered in the order in which they are told, so that what somebody reaches is a
/// set of numbers: thousands of identities that each reach thousands of others then fit into little memory.
final class ReachNames {
    private final List<Entry> entries;
    private final Map<Entry, Integer> numbers = new HashMap<>();
    private final Map<Category, RoaringBitmap> ranges = new EnumMap<>(Category.class);

    /// What a name stands for.
    enum Category {
        CREDENTIAL,
        ACTING,
        NODE,
        GOAL;

        /// The category of a fact, empty when it is no part of what is told.
        static Optional<Category> of(Fact fact) {
            return switch (fact) {
                case Fact.Credential ignored -> Optional.of(CREDENTIAL);
                case Fact.Acting ignored -> Optional.of(ACTING);
                case Fact.ActingWithin ignored -> Optional.of(ACTING);
                case Fact.OnNode ignored -> Optional.of(NODE);
                default -> Goal.of(fact).map(goal -> GOAL);
            };
        }
    }

    private record Entry(Category category, String name) {
        static Optional<Entry> of(Fact fact) {
            return Category.of(fact).map(category -> new Entry(category, name(fact)));
        }

        private static String name(Fact fact) {
            return switch (fact) {
                // credentials with groups alone stand for what members of those groups share; they are nobody's
                case Fact.Credential hold ->
                    hold.who().userName().isEmpty() ? "" : hold.who().displayName();
                case Fact.Acting hold -> hold.who().displayName();
                case Fact.ActingWithin hold -> hold.who().displayName();
                case Fact.OnNode node -> node.node();
                default -> Goal.of(fact).map(Goal::id).orElse("");
            };
        }
    }

    /// Gathers names before they are numbered.
    static final class Collector {
        private final Map<Category, TreeSet<String>> names = new TreeMap<>();

        void add(Fact fact) {
            Entry.of(fact)
                    .filter(entry -> !entry.name().isEmpty())
                    .ifPresent(entry -> names.computeIfAbsent(entry.category(), c -> new TreeSet<>())
                            .add(entry.name()));
        }

        ReachNames names() {
            return new ReachNames(names.entrySet().stream()
                    .flatMap(some -> some.getValue().stream().map(name -> new Entry(some.getKey(), name)))
                    .toList());
        }
    }

    private ReachNames(List<Entry> entries) {
        this.entries = entries;
        for (int i = 0; i < entries.size(); i++) {
            numbers.put(entries.get(i), i);
            ranges.computeIfAbsent(entries.get(i).category(), c -> new RoaringBitmap())
                    .add(i);
        }
    }

    /// Adds the name of a fact, if it has one, to a set of numbers.
    void add(RoaringBitmap set, Fact fact) {
        Entry.of(fact).map(numbers::get).ifPresent(set::add);
    }

    /// What a set of numbers tells of somebody.
    Reach reach(Identity from, RoaringBitmap reached) {
        RoaringBitmap credentials = part(reached, Category.CREDENTIAL);
        RoaringBitmap acting = part(reached, Category.ACTING);
        credentials.forEach((int number) -> {
            Integer same =
                    numbers.get(new Entry(Category.ACTING, entries.get(number).name()));
            if (same != null) {
                acting.remove(same);
            }
        });
        EnumSet<Goal> goals = EnumSet.noneOf(Goal.class);
        new Names(part(reached, Category.GOAL)).forEach(id -> Goal.of(id).ifPresent(goals::add));
        List<String> names = new Names(credentials);
        if (from.userName().isEmpty()) {
            names = SortedWithOneMore.of(names, from.displayName());
        }
        return new Reach(from, names, new Names(acting), new Names(part(reached, Category.NODE)), goals);
    }

    private RoaringBitmap part(RoaringBitmap reached, Category category) {
        RoaringBitmap part = RoaringBitmap.and(reached, ranges.getOrDefault(category, new RoaringBitmap()));
        part.runOptimize();
        return part;
    }

    /// The names of a set of numbers, in their order. Immutable.
    private final class Names extends AbstractList<String> implements RandomAccess {
        private final RoaringBitmap set;

        Names(RoaringBitmap set) {
            this.set = set;
        }

        @Override
        public String get(int index) {
            return entries.get(set.select(index)).name();
        }

        /// Goes through both from the first to the last, where [#get] would look for each anew.
        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Names names)) {
                return super.equals(other);
            }
            if (size() != names.size()) {
                return false;
            }
            PeekableIntIterator mine = set.getIntIterator();
            PeekableIntIterator others = names.set.getIntIterator();
            while (mine.hasNext()) {
                if (!entries.get(mine.next())
                        .name()
                        .equals(names.entry(others.next()).name())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        private Entry entry(int number) {
            return entries.get(number);
        }

        @Override
        public int size() {
            return set.getCardinality();
        }
    }
}
