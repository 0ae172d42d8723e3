package dev.guise.escalation;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the smallest set of grants whose removal leaves no way from any of some starts to an end.
///
/// Every way uses some grants, and a cut must hit each way: a smallest hitting set of the ways known so far is taken
/// away, the fixed point says whether a way is left, and that way joins the known ones, until none is. What comes out is
/// the smallest cut, also where techniques need several things at once, which a minimum cut of a graph cannot express.
/// A hitting set is found by branch and bound; past a bound on its work, greedily, and the cut is then only small.
final class Cuts {
    private static final int MOST_ROUNDS = 200;

    private final ClusterSnapshot snapshot;
    private final Catalogue catalogue;
    private final End to;
    private final List<Set<CutElement>> ways = new ArrayList<>();
    private boolean exact = true;

    Cuts(ClusterSnapshot snapshot, Catalogue catalogue, End to) {
        this.snapshot = snapshot;
        this.catalogue = catalogue;
        this.to = to;
    }

    Cut find(Collection<Identity> starts) {
        Set<CutElement> removed = Set.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Derivation> left = waysLeft(starts, removed);
            if (left.isEmpty()) {
                return new Cut(List.copyOf(removed), quality(removed), List.of());
            }
            for (Derivation way : left) {
                Set<CutElement> elements = elements(way, removed);
                if (elements.isEmpty()) {
                    return new Cut(List.of(), Cut.Quality.IMPOSSIBLE, List.of(way));
                }
                ways.add(elements);
            }
            HittingSet hitting = HittingSet.smallest(ways);
            exact &= hitting.isSmallest();
            removed = hitting.elements();
        }
        return new Cut(List.of(), Cut.Quality.IMPOSSIBLE, waysLeft(starts, removed));
    }

    private Cut.Quality quality(Set<CutElement> removed) {
        if (removed.isEmpty()) {
            return Cut.Quality.NOTHING_TO_CUT;
        }
        return exact ? Cut.Quality.SMALLEST : Cut.Quality.SMALL;
    }

    private Set<CutElement> elements(Derivation way, Set<CutElement> removed) {
        Set<CutElement> elements = new LinkedHashSet<>();
        way.grants().stream()
                .map(CutElement::of)
                .flatMap(List::stream)
                .map(element -> original(element, removed))
                .flatMap(Optional::stream)
                .forEach(elements::add);
        return elements;
    }

    /// The same element in the whole cluster: where others of its object are taken out, it has moved up. Empty for a rule
    /// that is not written in its role but aggregated from others.
    private Optional<CutElement> original(CutElement element, Set<CutElement> removed) {
        RbacObjects objects = snapshot.rbac();
        return switch (element) {
            case CutElement.SubjectEntry e ->
                Stream.<Binding>concat(objects.roleBindings().stream(), objects.clusterRoleBindings().stream())
                        .filter(binding -> binding.kind().equals(e.binding().kind()))
                        .filter(binding -> binding.meta().equals(e.binding().meta()))
                        .filter(binding -> subjects(binding, removed).equals(e.binding().subjects()))
                        .findFirst()
                        .map(binding -> kept(binding.subjects().size(), e.subjectIndex(), removed, i ->
                                new CutElement.SubjectEntry(binding, i)));
            case CutElement.RoleRule e ->
                Stream.<RoleObject>concat(objects.roles().stream(), objects.clusterRoles().stream())
                        .filter(role -> role.kind() == e.role().kind() && role.meta().equals(e.role().meta()))
                        .filter(role -> rules(role, removed).equals(e.role().rules()))
                        .findFirst()
                        .map(role -> kept(role.rules().size(), e.ruleIndex(), removed, i ->
                                new CutElement.RoleRule(role, i)));
        };
    }

    /// Of so many elements, the one at a place among those that are not removed.
    private static CutElement kept(
            int count, int place, Set<CutElement> removed, IntFunction<CutElement> element) {
        return IntStream.range(0, count)
                .mapToObj(element)
                .filter(one -> !removed.contains(one))
                .skip(place)
                .findFirst()
                .orElseThrow();
    }

    private List<Derivation> waysLeft(Collection<Identity> starts, Set<CutElement> removed) {
        ClusterSnapshot without = snapshot.withRbac(without(snapshot.rbac(), removed));
        Escalation escalation = Escalation.of(without, Policy.of(without.rbac()), catalogue);
        return starts.stream()
                .map(from -> escalation.derivation(from, to))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The same objects with some subjects and rules taken out.
    static RbacObjects without(RbacObjects objects, Set<CutElement> removed) {
        return new RbacObjects(
                objects.roles().stream().map(role -> new Role(role.meta(), rules(role, removed))).toList(),
                objects.clusterRoles().stream()
                        .map(role -> new ClusterRole(role.meta(), rules(role, removed), role.aggregation()))
                        .toList(),
                objects.roleBindings().stream()
                        .map(binding -> new RoleBinding(binding.meta(), binding.roleRef(), subjects(binding, removed)))
                        .toList(),
                objects.clusterRoleBindings().stream()
                        .map(binding ->
                                new ClusterRoleBinding(binding.meta(), binding.roleRef(), subjects(binding, removed)))
                        .toList());
    }

    private static List<PolicyRule> rules(RoleObject role, Set<CutElement> removed) {
        List<PolicyRule> kept = new ArrayList<>();
        for (int i = 0; i < role.rules().size(); i++) {
            if (!removed.contains(new CutElement.RoleRule(role, i))) {
                kept.add(role.rules().get(i));
            }
        }
        return kept;
    }

    private static List<Subject> subjects(Binding binding, Set<CutElement> removed) {
        List<Subject> kept = new ArrayList<>();
        for (int i = 0; i < binding.subjects().size(); i++) {
            if (!removed.contains(new CutElement.SubjectEntry(binding, i))) {
                kept.add(binding.subjects().get(i));
            }
        }
        return kept;
    }
}
