package dev.guise.escalation.question;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.TreeSet;
import java.util.function.Function;
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

    /// What is numbered: somebody, a node or a goal.
    private sealed interface Entry {
        Category category();

        /// Somebody, by a credential or by acting.
        record Somebody(Category category, Identity who) implements Entry {}

        record OnNode(String node) implements Entry {
            @Override
            public Category category() {
                return Category.NODE;
            }
        }

        record OfGoal(Goal goal) implements Entry {
            @Override
            public Category category() {
                return Category.GOAL;
            }
        }

        /// Credentials with groups alone stand for what members of those groups share; they are nobody's.
        static Optional<Entry> of(Fact fact) {
            return switch (fact) {
                case Fact.Credential(Identity who) ->
                    who.userName().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Somebody(Category.CREDENTIAL, who.plain()));
                case Fact.Acting(Identity who) -> Optional.of(new Somebody(Category.ACTING, who.plain()));
                case Fact.ActingWithin hold ->
                    Optional.of(new Somebody(Category.ACTING, hold.who().plain()));
                case Fact.OnNode(String node) -> Optional.of(new OnNode(node));
                default -> Goal.of(fact).map(OfGoal::new);
            };
        }
    }

    /// Gathers what is reached before it is numbered.
    static final class Collector {
        private final Map<Category, TreeSet<Identity>> somebody = new EnumMap<>(Category.class);
        private final TreeSet<String> nodes = new TreeSet<>();
        private final EnumSet<Goal> goals = EnumSet.noneOf(Goal.class);

        void add(Fact fact) {
            Entry.of(fact).ifPresent(entry -> {
                switch (entry) {
                    case Entry.Somebody(Category category, Identity who) ->
                        somebody.computeIfAbsent(category, c -> new TreeSet<>()).add(who);
                    case Entry.OnNode(String node) -> nodes.add(node);
                    case Entry.OfGoal(Goal goal) -> goals.add(goal);
                }
            });
        }

        ReachNames names() {
            List<Entry> entries = new ArrayList<>();
            somebody.forEach((category, all) -> all.forEach(who -> entries.add(new Entry.Somebody(category, who))));
            nodes.forEach(node -> entries.add(new Entry.OnNode(node)));
            goals.forEach(goal -> entries.add(new Entry.OfGoal(goal)));
            return new ReachNames(entries);
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
            Integer same = numbers.get(new Entry.Somebody(Category.ACTING, who(entries.get(number))));
            if (same != null) {
                acting.remove(same);
            }
        });
        EnumSet<Goal> goals = EnumSet.noneOf(Goal.class);
        goals.addAll(new Part<>(part(reached, Category.GOAL), ReachNames::goal));
        List<Identity> names = new Part<>(credentials, ReachNames::who);
        if (from.userName().isEmpty()) {
            names = SortedWithOneMore.of(names, from.plain());
        }
        return new Reach(
                from,
                names,
                new Part<>(acting, ReachNames::who),
                new Part<>(part(reached, Category.NODE), ReachNames::node),
                goals);
    }

    private static Identity who(Entry entry) {
        return ((Entry.Somebody) entry).who();
    }

    private static String node(Entry entry) {
        return ((Entry.OnNode) entry).node();
    }

    private static Goal goal(Entry entry) {
        return ((Entry.OfGoal) entry).goal();
    }

    private RoaringBitmap part(RoaringBitmap reached, Category category) {
        RoaringBitmap part = RoaringBitmap.and(reached, ranges.getOrDefault(category, new RoaringBitmap()));
        part.runOptimize();
        return part;
    }

    /// What a set of numbers of one category stands for, in its order. Immutable.
    private final class Part<T> extends AbstractList<T> implements RandomAccess {
        private final RoaringBitmap set;
        private final Function<Entry, T> as;

        Part(RoaringBitmap set, Function<Entry, T> as) {
            this.set = set;
            this.as = as;
        }

        @Override
        public T get(int index) {
            return as.apply(entries.get(set.select(index)));
        }

        /// Goes through both from the first to the last, where [#get] would look for each anew.
        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Part<?> part)) {
                return super.equals(other);
            }
            if (size() != part.size()) {
                return false;
            }
            PeekableIntIterator mine = set.getIntIterator();
            PeekableIntIterator others = part.set.getIntIterator();
            while (mine.hasNext()) {
                if (!entries.get(mine.next()).equals(part.entry(others.next()))) {
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
