package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Random worlds, and what drafts do to their roles and bindings: add some, change some, take some away.
public final class RandomChanges {
    private static final List<Subject> SUBJECTS = List.of(
            Subject.serviceAccount("a", "me"),
            Subject.serviceAccount("a", "boss"),
            Subject.serviceAccount("b", "other"),
            Subject.serviceAccount("b", "not-there"),
            Subject.user("jane"),
            Subject.user("joe"),
            Subject.user("system:node:n1"),
            Subject.group("ops"),
            Subject.group("dev"),
            Subject.group("system:authenticated"),
            Subject.group("system:serviceaccounts:a"));
    private static final List<String> NAMESPACES = List.of("a", "b", "open", "kube-system");
    private static final int MAX_AT_ONCE = 3;

    private final Random random;

    public RandomChanges(long seed) {
        this.random = new Random(seed);
    }

    /// A small cluster in which there are many paths.
    ///
    /// @param grants so many bindings
    public static ClusterSnapshot cluster(long seed, int grants) {
        return new RandomWorlds(seed).next(grants).snapshot();
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /// Other roles and bindings, made of these by a few changes; now and then the same.
    public RbacObjects of(RbacObjects objects) {
        List<Role> roles = new ArrayList<>(objects.roles());
        List<ClusterRole> clusterRoles = new ArrayList<>(objects.clusterRoles());
        List<RoleBinding> here = new ArrayList<>(objects.roleBindings());
        List<ClusterRoleBinding> everywhere = new ArrayList<>(objects.clusterRoleBindings());
        List<PolicyRule> rules = new ArrayList<>();
        roles.forEach(role -> rules.addAll(role.rules()));
        clusterRoles.forEach(role -> rules.addAll(role.rules()));
        for (int i = 1 + random.nextInt(MAX_AT_ONCE); i > 0; i--) {
            switch (random.nextInt(10)) {
                case 0 -> remove(roles);
                case 1 -> remove(clusterRoles);
                case 2 -> remove(here);
                case 3 -> remove(everywhere);
                case 4 -> change(roles, role -> new Role(role.meta(), edited(role.rules(), rules)));
                case 5 -> change(clusterRoles, role -> new ClusterRole(role.meta(), edited(role.rules(), rules)));
                case 6 -> change(here, some -> new RoleBinding(some.meta(), some.roleRef(), other(some.subjects())));
                case 7 ->
                    change(
                            everywhere,
                            some -> new ClusterRoleBinding(some.meta(), some.roleRef(), other(some.subjects())));
                case 8 ->
                    everywhere.add(new ClusterRoleBinding(
                            ObjectMeta.cluster("new-" + i),
                            RoleRef.clusterRole(added(clusterRoles, rules)),
                            somebody()));
                default ->
                    here.add(new RoleBinding(
                            ObjectMeta.namespaced(pick(NAMESPACES), "new-" + i),
                            RoleRef.clusterRole(added(clusterRoles, rules)),
                            somebody()));
            }
        }
        return new RbacObjects(roles, clusterRoles, here, everywhere);
    }

    private List<Subject> somebody() {
        return List.of(pick(SUBJECTS));
    }

    private String added(List<ClusterRole> roles, List<PolicyRule> rules) {
        if (random.nextBoolean() && !roles.isEmpty()) {
            return pick(roles).name();
        }
        String name = "added-" + random.nextInt(100);
        roles.add(new ClusterRole(ObjectMeta.cluster(name), edited(List.of(), rules)));
        return name;
    }

    private <T> void remove(List<T> objects) {
        if (!objects.isEmpty()) {
            objects.remove(random.nextInt(objects.size()));
        }
    }

    private <T> void change(List<T> objects, UnaryOperator<T> changed) {
        if (!objects.isEmpty()) {
            int index = random.nextInt(objects.size());
            objects.set(index, changed.apply(objects.get(index)));
        }
    }

    private List<PolicyRule> edited(List<PolicyRule> rules, List<PolicyRule> known) {
        List<PolicyRule> edited = new ArrayList<>(rules);
        if (random.nextBoolean()) {
            remove(edited);
        }
        if (random.nextInt(4) > 0 && !known.isEmpty()) {
            edited.add(pick(known));
        } else {
            edited.add(PolicyRule.named(
                    List.of("impersonate"), List.of(""), List.of("users"), List.of("jane", "someone-new")));
        }
        return edited;
    }

    private List<Subject> other(List<Subject> subjects) {
        List<Subject> others = new ArrayList<>(subjects);
        if (random.nextBoolean()) {
            remove(others);
        }
        others.add(pick(SUBJECTS));
        return others;
    }
}
