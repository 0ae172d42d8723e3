package dev.guise.impersonation;

import dev.guise.rbac.PolicyRule;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names that a rule is good for: any, or exactly those listed.
///
/// @param any   whether every name is
/// @param names the names; empty when any is
public record NameSet(boolean any, Set<String> names) {

    /// Every name.
    public static final NameSet ANY = new NameSet(true, Set.of());

    /// No name.
    public static final NameSet NONE = new NameSet(false, Set.of());

    public NameSet {
        names = any ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /// Exactly these names.
    public static NameSet of(List<String> names) {
        return new NameSet(false, new LinkedHashSet<>(names));
    }

    /// The names of a rule: any without `resourceNames`.
    public static NameSet ofRule(PolicyRule rule) {
        return rule.resourceNames().isEmpty() ? ANY : of(rule.resourceNames());
    }

    public boolean contains(String name) {
        return any || names.contains(name);
    }

    public boolean isEmpty() {
        return !any && names.isEmpty();
    }

    /// The names in both.
    public NameSet intersect(NameSet other) {
        if (any) {
            return other;
        }
        if (other.any) {
            return this;
        }
        return of(names.stream().filter(other.names::contains).toList());
    }

    /// The names in either.
    public NameSet union(NameSet other) {
        if (any || other.any) {
            return ANY;
        }
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new NameSet(false, all);
    }
}
