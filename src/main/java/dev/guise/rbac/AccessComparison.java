package dev.guise.rbac;

import dev.guise.rbac.AccessMatrix.Cell;
import dev.guise.rbac.AccessMatrix.Extent;
import dev.guise.rbac.AccessMatrix.Held;
import dev.guise.rbac.AccessMatrix.Kind;
import dev.guise.rbac.AccessMatrix.Row;
import dev.guise.rbac.AccessMatrix.Rows;
import dev.guise.rbac.AccessMatrix.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What only one of two identities may do, what only the other, and what both. It compares what is allowed, not how it
/// is written: `*` on one side covers `pods` on the other.
///
/// @param lines    one for each resource or path that a rule of either names, in each place
/// @param complete whether these are all lines; beyond 20,000 none are added
public record AccessComparison(List<Line> lines, boolean complete) {

    public AccessComparison {
        lines = List.copyOf(lines);
    }

    /// For which names of objects.
    public enum Scope {
        EVERY,
        ONLY,
        ALL_BUT
    }

    /// A verb, for some names.
    ///
    /// @param verb  the verb; `*` for any that the line does not name otherwise
    /// @param names those that are meant, or left out; empty with [Scope#EVERY]
    public record Part(String verb, Scope scope, Set<String> names) {
        public Part {
            names = java.util.Collections.unmodifiableSet(new TreeSet<>(names));
        }
    }

    /// What is allowed on one target.
    ///
    /// @param first  the row of the first, with its grants; empty for a master, who needs none
    /// @param second the row of the second
    public record Line(
            Target target, Row first, Row second, List<Part> onlyFirst, List<Part> onlySecond, List<Part> both) {
        public Line {
            onlyFirst = List.copyOf(onlyFirst);
            onlySecond = List.copyOf(onlySecond);
            both = List.copyOf(both);
        }

        /// Whether both may do the same.
        public boolean isSame() {
            return onlyFirst.isEmpty() && onlySecond.isEmpty();
        }
    }

    /// Compares what two identities may do in a namespace, what holds everywhere included; with the namespace `""`
    /// only that.
    public static AccessComparison in(Policy policy, UserInfo first, UserInfo second, String namespace) {
        return compare(Side.in(policy, first, namespace), Side.in(policy, second, namespace));
    }

    /// Compares them wherever a binding gives either something.
    public static AccessComparison anywhere(Policy policy, UserInfo first, UserInfo second) {
        Map<String, List<Grant>> ofFirst = AccessMatrix.places(policy, first);
        Map<String, List<Grant>> ofSecond = AccessMatrix.places(policy, second);
        Set<String> places = new TreeSet<>(ofFirst.keySet());
        places.addAll(ofSecond.keySet());
        places.forEach(place -> {
            ofFirst.computeIfAbsent(place, p -> List.of());
            ofSecond.computeIfAbsent(place, p -> List.of());
        });
        return compare(
                new Side(first, ofFirst, AccessMatrix.held(ofFirst)),
                new Side(second, ofSecond, AccessMatrix.held(ofSecond)));
    }

    private record Side(UserInfo user, Map<String, List<Grant>> own, Map<String, Held> held) {
        static Side in(Policy policy, UserInfo user, String namespace) {
            List<Grant> grants = policy.rulesFor(user, namespace);
            return new Side(user, Map.of(namespace, grants), Map.of(namespace, new Held(grants)));
        }

        /// What is allowed on a target; a master is allowed everything.
        Rights rights(Target target) {
            return new Rights(
                    user.isMaster(),
                    new Row(
                            target,
                            held.getOrDefault(target.namespace(), Held.NOTHING).on(target)));
        }
    }

    private static AccessComparison compare(Side first, Side second) {
        Rows rows = new Rows();
        first.own().forEach((place, grants) -> rows.targetsOf(grants, place));
        second.own().forEach((place, grants) -> rows.targetsOf(grants, place));
        if (first.user().isMaster() || second.user().isMaster()) {
            rows.add(new Target("", Kind.RESOURCE, PolicyRule.ALL, PolicyRule.ALL));
            rows.add(new Target("", Kind.PATH, "", PolicyRule.ALL));
        }
        List<Line> lines = rows.targets().stream()
                .map(target -> line(target, first.rights(target), second.rights(target)))
                .filter(line -> !(line.isSame() && line.both().isEmpty()))
                .toList();
        return new AccessComparison(lines, rows.complete());
    }

    private static Line line(Target target, Rights first, Rights second) {
        Set<String> verbs = new LinkedHashSet<>(first.verbs());
        verbs.addAll(second.verbs());
        List<Part> onlyFirst = new ArrayList<>();
        List<Part> onlySecond = new ArrayList<>();
        List<Part> both = new ArrayList<>();
        for (String verb : inOrder(verbs)) {
            Names one = first.names(verb);
            Names two = second.names(verb);
            one.without(two).addTo(onlyFirst, verb);
            two.without(one).addTo(onlySecond, verb);
            one.with(two).addTo(both, verb);
        }
        return new Line(
                target,
                first.row(),
                second.row(),
                unlessCovered(onlyFirst),
                unlessCovered(onlySecond),
                unlessCovered(both));
    }

    private static List<String> inOrder(Set<String> verbs) {
        List<String> all = new ArrayList<>();
        AccessMatrix.COMMON_VERBS.stream().filter(verbs::contains).forEach(all::add);
        verbs.stream().filter(verb -> !all.contains(verb)).sorted().forEach(all::add);
        return all;
    }

    /// Where any verb is meant for every name, single verbs say nothing more.
    private static List<Part> unlessCovered(List<Part> parts) {
        List<Part> any = parts.stream()
                .filter(part -> part.verb().equals(PolicyRule.ALL) && part.scope() == Scope.EVERY)
                .toList();
        return any.isEmpty() ? parts : any;
    }

    private record Rights(boolean master, Row row) {
        Set<String> verbs() {
            return master ? Set.of(PolicyRule.ALL) : row.verbs();
        }

        Names names(String verb) {
            if (master) {
                return new Names(true, Set.of());
            }
            Cell cell = row.cell(verb);
            boolean every = cell.extent() == Extent.NAMED || cell.extent() == Extent.WILDCARD;
            return new Names(every, cell.names());
        }
    }

    /// Names of objects: all of them but some, or just some.
    private record Names(boolean allBut, Set<String> names) {

        Names without(Names other) {
            if (!other.allBut) {
                return allBut
                        ? new Names(true, joined(names, other.names))
                        : new Names(false, less(names, other.names));
            }
            // all that the other has not are those that it leaves out
            return allBut ? new Names(false, less(other.names, names)) : new Names(false, common(names, other.names));
        }

        Names with(Names other) {
            if (allBut) {
                return other.allBut
                        ? new Names(true, joined(names, other.names))
                        : new Names(false, less(other.names, names));
            }
            return other.allBut ? other.with(this) : new Names(false, common(names, other.names));
        }

        void addTo(List<Part> parts, String verb) {
            if (allBut) {
                parts.add(new Part(verb, names.isEmpty() ? Scope.EVERY : Scope.ALL_BUT, names));
            } else if (!names.isEmpty()) {
                parts.add(new Part(verb, Scope.ONLY, names));
            }
        }

        private static Set<String> joined(Set<String> a, Set<String> b) {
            Set<String> all = new HashSet<>(a);
            all.addAll(b);
            return all;
        }

        private static Set<String> less(Set<String> a, Set<String> b) {
            Set<String> rest = new HashSet<>(a);
            rest.removeAll(b);
            return rest;
        }

        private static Set<String> common(Set<String> a, Set<String> b) {
            Set<String> common = new HashSet<>(a);
            common.retainAll(b);
            return common;
        }
    }
}
