package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Aggregation;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Finds the smallest set of grants whose removal leaves no path from any of some starts to an end.
///
/// Every path uses some grants, and a cut must hit each path: a smallest hitting set of the paths known so far is taken
/// away, the fixed point says whether a path is left, and that path joins the known ones, until none is. What comes out
/// is the smallest cut, also where techniques need several things at once, which a minimum cut of a graph cannot
/// express. A hitting set is found by branch and bound; past a bound on its work, greedily, and the cut is then only
/// small. Starts that have a path by nothing that could be taken away are set aside, and told beside the cut for the
/// others.
final class Cuts {
    private static final int MAX_ROUNDS = 200;

    /// So many paths that are left are enough to try again.
    private static final int ENOUGH = 64;

    /// From so many starts on it is cheaper to ask first who comes to the end at all.
    private static final int MANY = 8;

    private final Escalation escalation;
    private final ClusterSnapshot snapshot;
    private final End to;
    private final CutWatch watch;
    private final Predicate<CutElement> spared;
    private final Map<String, Binding> bindings = new HashMap<>();
    private final Map<String, RoleObject> roles = new HashMap<>();
    /// What could be taken away of each path, and who goes it.
    private final Map<Set<CutElement>, Set<Identity>> paths = new LinkedHashMap<>();
    private final List<Derivation> lasting = new ArrayList<>();
    private boolean exact = true;
    private int next = -1;

    /// @param spared what is not to be taken away
    Cuts(Escalation escalation, End to, Predicate<CutElement> spared, CutWatch watch) {
        this.spared = spared;
        this.escalation = escalation;
        this.snapshot = escalation.snapshot();
        this.to = to;
        this.watch = watch;
        RbacObjects objects = snapshot.rbac();
        objects.roleBindings().forEach(binding -> bindings.put(key(binding), binding));
        objects.clusterRoleBindings().forEach(binding -> bindings.put(key(binding), binding));
        objects.roles().forEach(role -> roles.put(key(role), role));
        objects.clusterRoles().forEach(role -> roles.put(key(role), role));
    }

    private static String key(Binding binding) {
        return binding.kind() + " " + binding.meta().qualifiedName();
    }

    private static String key(RoleObject role) {
        return role.kind() + " " + role.meta().qualifiedName();
    }

    Cut find(Collection<Identity> starts) {
        Set<Identity> open = new LinkedHashSet<>(starts);
        Set<CutElement> removed = Set.of();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Cancellation.check();
            RbacObjects rest = without(snapshot.rbac(), removed);
            List<Derivation> left = pathsLeft(List.copyOf(open), rest, removed.size());
            if (left.isEmpty()) {
                return new Cut(List.copyOf(removed), quality(removed), lasting);
            }
            for (Derivation path : left) {
                Set<CutElement> elements = elements(path, rest, removed);
                if (elements.isEmpty()) {
                    setAside(path);
                    open.remove(path.from());
                } else {
                    paths.computeIfAbsent(elements, e -> new HashSet<>()).add(path.from());
                }
            }
            HittingSet hitting = HittingSet.smallest(paths.keySet());
            exact &= hitting.isSmallest();
            removed = hitting.elements();
        }
        return new Cut(List.of(), Cut.Quality.UNKNOWN, lasting);
    }

    /// Nothing keeps that start away, so that its other paths need not be cut.
    private void setAside(Derivation path) {
        lasting.add(path);
        paths.values().forEach(who -> who.remove(path.from()));
        paths.values().removeIf(Set::isEmpty);
    }

    private Cut.Quality quality(Set<CutElement> removed) {
        if (removed.isEmpty()) {
            return lasting.isEmpty() ? Cut.Quality.NOTHING_TO_CUT : Cut.Quality.IMPOSSIBLE;
        }
        return exact ? Cut.Quality.SMALLEST : Cut.Quality.SMALL;
    }

    private Set<CutElement> elements(Derivation path, RbacObjects rest, Set<CutElement> removed) {
        Set<CutElement> elements = new LinkedHashSet<>();
        path.grants().stream()
                .map(grant -> CutElement.of(grant, rest.clusterRoles()))
                .flatMap(List::stream)
                .map(element -> original(element, removed))
                .flatMap(Optional::stream)
                .filter(spared.negate())
                .forEach(elements::add);
        return elements;
    }

    /// The same element in the whole cluster: where others of its object are taken out, it has moved up.
    private Optional<CutElement> original(CutElement element, Set<CutElement> removed) {
        return switch (element) {
            case CutElement.SubjectEntry e ->
                Optional.ofNullable(bindings.get(key(e.binding())))
                        .filter(binding ->
                                subjects(binding, removed).equals(e.binding().subjects()))
                        .map(binding -> kept(
                                binding.subjects().size(),
                                e.subjectIndex(),
                                removed,
                                i -> new CutElement.SubjectEntry(binding, i)));
            case CutElement.RoleRule e ->
                Optional.ofNullable(roles.get(key(e.role())))
                        .filter(role -> rules(role, removed).equals(e.role().rules()))
                        .map(role -> kept(
                                role.rules().size(), e.ruleIndex(), removed, i -> new CutElement.RoleRule(role, i)));
        };
    }

    /// Of so many elements, the one at a place among those that are not removed.
    private static CutElement kept(int count, int place, Set<CutElement> removed, IntFunction<CutElement> element) {
        return IntStream.range(0, count)
                .mapToObj(element)
                .filter(one -> !removed.contains(one))
                .skip(place)
                .findFirst()
                .orElseThrow();
    }

    /// Some of the paths that are left; none when none is. Goes on with the start at which the last ones were enough.
    private List<Derivation> pathsLeft(List<Identity> starts, RbacObjects rest, int changes) {
        PathsToEnd without = escalation.with(rest).pathsTo(to);
        Set<Identity> keptAway = starts.size() < MANY ? Set.of() : keptAway(without);
        List<Derivation> left = new ArrayList<>();
        for (int tried = 0; tried < starts.size() && left.size() < ENOUGH; tried++) {
            Cancellation.check();
            next = (next + 1) % starts.size();
            if (!keptAway.contains(starts.get(next))) {
                without.easiest(starts.get(next)).ifPresent(left::add);
            }
            watch.tried(changes, tried, left.size());
        }
        return left;
    }

    /// All known identities but those that come to the end.
    private Set<Identity> keptAway(PathsToEnd without) {
        Set<Identity> others = new HashSet<>(escalation.identities());
        without.starts().forEach(others::remove);
        return others;
    }

    /// The same objects with some subjects and rules taken out, the latter also of the roles that they are aggregated
    /// into.
    static RbacObjects without(RbacObjects objects, Set<CutElement> removed) {
        return new RbacObjects(
                objects.roles().stream()
                        .map(role -> new Role(role.meta(), rules(role, removed)))
                        .toList(),
                clusterRoles(objects, removed),
                objects.roleBindings().stream()
                        .map(binding -> new RoleBinding(binding.meta(), binding.roleRef(), subjects(binding, removed)))
                        .toList(),
                objects.clusterRoleBindings().stream()
                        .map(binding ->
                                new ClusterRoleBinding(binding.meta(), binding.roleRef(), subjects(binding, removed)))
                        .toList());
    }

    private static List<ClusterRole> clusterRoles(RbacObjects objects, Set<CutElement> removed) {
        return Aggregation.follow(
                objects.clusterRoles(),
                objects.clusterRoles().stream()
                        .map(role -> new ClusterRole(role.meta(), rules(role, removed), role.aggregation()))
                        .toList());
    }

    private static List<PolicyRule> rules(RoleObject role, Set<CutElement> removed) {
        Cancellation.check();
        List<PolicyRule> kept = new ArrayList<>();
        for (int i = 0; i < role.rules().size(); i++) {
            if (!removed.contains(new CutElement.RoleRule(role, i))) {
                kept.add(role.rules().get(i));
            }
        }
        return kept;
    }

    private static List<Subject> subjects(Binding binding, Set<CutElement> removed) {
        Cancellation.check();
        List<Subject> kept = new ArrayList<>();
        for (int i = 0; i < binding.subjects().size(); i++) {
            if (!removed.contains(new CutElement.SubjectEntry(binding, i))) {
                kept.add(binding.subjects().get(i));
            }
        }
        return kept;
    }
}
