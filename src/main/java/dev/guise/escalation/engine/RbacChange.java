package dev.guise.escalation.engine;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What differs between the roles and bindings of two states of a cluster: who is given other rules, and which roles
/// are others.
final class RbacChange {
    private final Set<String> users = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<Key> roles = new HashSet<>();
    private final Set<Key> touched = new HashSet<>();
    private final List<RoleObject> touchedRoles = new ArrayList<>();
    private boolean inOrder = true;

    private record Key(String kind, String namespace, String name) {
        static Key of(RoleObject role) {
            return new Key(role.kind().name(), role.namespace(), role.name());
        }

        static Key of(Binding binding) {
            return new Key(binding.kind(), binding.namespace(), binding.name());
        }

        static Key ofRole(Binding binding) {
            RoleKind kind = binding.roleRef().kind();
            return new Key(
                    kind.name(),
                    kind == RoleKind.ROLE ? binding.namespace() : "",
                    binding.roleRef().name());
        }
    }

    private RbacChange() {}

    /// Linear in the objects of both.
    static RbacChange between(Policy before, Policy after) {
        RbacChange change = new RbacChange();
        Map<Key, RoleObject> oldRoles = roles(before.objects());
        Map<Key, RoleObject> newRoles = roles(after.objects());
        change.compareRoles(oldRoles, newRoles);
        change.compareBindings(bindings(before.objects()), bindings(after.objects()));
        change.touched.forEach(key -> Stream.of(oldRoles, newRoles)
                .flatMap(some -> Stream.ofNullable(some.get(key)))
                .forEach(change.touchedRoles::add));
        return change;
    }

    private static Map<Key, RoleObject> roles(RbacObjects objects) {
        Map<Key, RoleObject> all = new LinkedHashMap<>();
        Stream.<RoleObject>concat(objects.clusterRoles().stream(), objects.roles().stream())
                .forEach(role -> all.put(Key.of(role), role));
        return all;
    }

    private static Map<Key, Binding> bindings(RbacObjects objects) {
        Map<Key, Binding> all = new LinkedHashMap<>();
        Stream.<Binding>concat(objects.clusterRoleBindings().stream(), objects.roleBindings().stream())
                .forEach(binding -> all.put(Key.of(binding), binding));
        return all;
    }

    private void compareRoles(Map<Key, RoleObject> before, Map<Key, RoleObject> after) {
        Set<Key> same = sameIn(before, after);
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(key -> !same.contains(key))
                .forEach(roles::add);
        touched.addAll(roles);
    }

    private void compareBindings(Map<Key, Binding> before, Map<Key, Binding> after) {
        Set<Key> same = sameIn(before, after);
        for (Map<Key, Binding> some : List.of(before, after)) {
            some.forEach((key, binding) -> {
                Cancellation.check();
                if (!same.contains(key) || roles.contains(Key.ofRole(binding))) {
                    touched.add(Key.ofRole(binding));
                    binding.subjects().forEach(this::touch);
                }
            });
        }
    }

    private <T> Set<Key> sameIn(Map<Key, T> before, Map<Key, T> after) {
        Set<Key> same = new HashSet<>();
        before.forEach((key, object) -> {
            Cancellation.check();
            if (object.equals(after.get(key))) {
                same.add(key);
            }
        });
        inOrder &= only(before, same).equals(only(after, same));
        return same;
    }

    private static List<Key> only(Map<Key, ?> objects, Set<Key> wanted) {
        List<Key> some = new ArrayList<>(objects.keySet());
        some.removeIf(key -> !wanted.contains(key));
        return some;
    }

    private void touch(Subject subject) {
        if (subject.kind() == SubjectKind.GROUP) {
            groups.add(subject.name());
        } else {
            users.add(subject.requestName());
        }
    }

    /// Whether what stays the same stands in the same order: of several grants the first one counts.
    boolean isInOrder() {
        return inOrder;
    }

    /// Whether somebody may be given other rules, by itself or by a group.
    boolean concerns(Identity who) {
        return users.contains(who.userName()) || who.groups().stream().anyMatch(groups::contains);
    }

    boolean concerns(Subject subject) {
        return subject.kind() == SubjectKind.GROUP
                ? groups.contains(subject.name())
                : users.contains(subject.requestName());
    }

    /// The roles that changed and those whose bindings did, as they were and as they are.
    List<RoleObject> touchedRoles() {
        return touchedRoles;
    }

    /// Whether any role came, went or changed.
    boolean hasRoles() {
        return !roles.isEmpty();
    }

    boolean concerns(RoleKind kind, String namespace, String name) {
        return roles.contains(new Key(kind.name(), namespace, name));
    }
}
