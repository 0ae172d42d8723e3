package dev.guise.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The roles that one subject has, by where they hold.
final class SubjectGrants {
    private Scope cluster = Scope.EMPTY;
    private Map<String, Scope> namespaces = Map.of();

    /// The roles that hold everywhere.
    Scope cluster() {
        return cluster;
    }

    /// The roles that hold in that namespace only.
    Scope namespace(String namespace) {
        return namespaces.getOrDefault(namespace, Scope.EMPTY);
    }

    /// What holds everywhere first, then by namespace in alphabetical order.
    void forEachRole(Consumer<BoundRole> action) {
        cluster.roles().forEach(action);
        forEachRoleWithin(action);
    }

    /// What holds in some namespace only, by namespace in alphabetical order.
    void forEachRoleWithin(Consumer<BoundRole> action) {
        namespaces.values().forEach(scope -> scope.roles().forEach(action));
    }

    void add(BoundRole bound) {
        String namespace = bound.binding().namespace();
        if (namespace.isEmpty()) {
            cluster = cluster.with(bound);
            return;
        }
        if (namespaces.isEmpty()) {
            namespaces = HashMap.newHashMap(1);
        }
        namespaces.merge(namespace, Scope.EMPTY.with(bound), (old, ignored) -> old.with(bound));
    }

    /// To be called once all was added, and before anything is asked.
    void trim() {
        cluster.index();
        namespaces.values().forEach(Scope::index);
        if (namespaces.size() > 1) {
            Map<String, Scope> sorted = LinkedHashMap.newLinkedHashMap(namespaces.size());
            namespaces.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            namespaces = sorted;
        }
    }

    /// A role as a binding gives it to a subject.
    record BoundRole(Binding binding, int subjectIndex, CompiledRole compiled) {
        Grant grant(int ruleIndex) {
            return new Grant(binding, subjectIndex, compiled.role(), ruleIndex);
        }

        RoleGrant roleGrant() {
            return new RoleGrant(binding, subjectIndex, compiled.role());
        }

        void forEachRule(Consumer<Grant> action) {
            for (int i = 0; i < compiled.role().rules().size(); i++) {
                action.accept(grant(i));
            }
        }
    }

    /// The roles of a subject in one scope. With many of them, they are found by resource.
    static final class Scope {
        static final Scope EMPTY = new Scope(List.of());
        private static final int INDEX_FROM = 8;

        private final List<BoundRole> roles;
        private Map<String, List<BoundRole>> byResource = Map.of();

        private Scope(List<BoundRole> roles) {
            this.roles = roles;
        }

        List<BoundRole> roles() {
            return roles;
        }

        private Scope with(BoundRole bound) {
            if (this == EMPTY) {
                List<BoundRole> first = new ArrayList<>(1);
                first.add(bound);
                return new Scope(first);
            }
            roles.add(bound);
            return this;
        }

        /// The first role that allows the request, in the order of the bindings where there are few of them.
        @Nullable
        Grant firstMatch(Lookup lookup) {
            if (byResource.isEmpty() || lookup.attributes() instanceof NonResourceAttributes) {
                return firstOf(roles, lookup);
            }
            Grant exact = firstOf(byResource.get(lookup.combined()), lookup);
            if (exact != null) {
                return exact;
            }
            Grant all = firstOf(byResource.get(PolicyRule.ALL), lookup);
            if (all != null || lookup.anySubresource().isEmpty()) {
                return all;
            }
            return firstOf(byResource.get(lookup.anySubresource()), lookup);
        }

        private static @Nullable Grant firstOf(@Nullable List<BoundRole> candidates, Lookup lookup) {
            if (candidates == null) {
                return null;
            }
            for (int i = 0; i < candidates.size(); i++) {
                BoundRole bound = candidates.get(i);
                int rule = bound.compiled().firstMatch(lookup);
                if (rule >= 0) {
                    return bound.grant(rule);
                }
            }
            return null;
        }

        private void index() {
            if (roles instanceof ArrayList<BoundRole> list) {
                list.trimToSize();
            }
            if (roles.size() < INDEX_FROM) {
                return;
            }
            Map<String, List<BoundRole>> index = new HashMap<>();
            for (BoundRole bound : roles) {
                bound.compiled().role().rules().stream()
                        .flatMap(rule -> rule.resources().stream())
                        .distinct()
                        .forEach(resource -> index.computeIfAbsent(resource, r -> new ArrayList<>(1))
                                .add(bound));
            }
            byResource = index;
        }
    }
}
