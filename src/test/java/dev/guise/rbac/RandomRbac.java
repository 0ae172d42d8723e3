package dev.guise.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Policies and requests from small vocabularies, so that rules meet requests often and narrowly miss them often.
final class RandomRbac {
    private static final List<String> NAMESPACES = List.of("a", "b", "c");
    private static final List<String> VERBS =
            List.of("get", "list", "create", "impersonate", "impersonate:user-info", "bind", "*", "get*");
    private static final List<String> API_GROUPS = List.of("", "apps", "authentication.k8s.io", "*");
    private static final List<String> RESOURCES =
            List.of("pods", "pods/log", "secrets", "users", "userextras/x/y", "log", "*", "*/log", "pods/*", "*/x/y");
    private static final List<String> NAMES = List.of("web", "db", "", "*", "system:masters");
    private static final List<String> PATHS = List.of("/metrics", "/metrics/*", "/api*", "/api/v1", "*", "/", "/met**");
    private static final List<String> USERS =
            List.of("alice", "bob", "system:serviceaccount:a:x", "system:serviceaccount:b:x", "system:anonymous", "x");
    private static final List<String> GROUPS =
            List.of("devs", "system:authenticated", "system:serviceaccounts", "system:serviceaccounts:a", "x");
    private static final List<String> ROLE_NAMES = List.of("r0", "r1", "r2", "r3", "r4", "r5");

    private final Random random;

    RandomRbac(Random random) {
        this.random = random;
    }

    RbacObjects objects() {
        List<Role> roles = new ArrayList<>();
        List<ClusterRole> clusterRoles = new ArrayList<>();
        List<RoleBinding> roleBindings = new ArrayList<>();
        List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
        // some policies small, some large enough for every index to be used; names collide now and then
        int size = random.nextBoolean() ? 3 : 24;
        for (int i = 0; i < size; i++) {
            roles.add(new Role(ObjectMeta.namespaced(pick(NAMESPACES), pick(ROLE_NAMES)), rules()));
            clusterRoles.add(new ClusterRole(ObjectMeta.cluster(pick(ROLE_NAMES)), rules()));
            roleBindings.add(
                    new RoleBinding(ObjectMeta.namespaced(pick(NAMESPACES), bindingName(size)), ref(), subjects()));
            clusterRoleBindings.add(new ClusterRoleBinding(ObjectMeta.cluster(bindingName(size)), ref(), subjects()));
        }
        return new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings);
    }

    private String bindingName(int size) {
        return "b" + random.nextInt(size * 3);
    }

    private RoleRef ref() {
        String name = random.nextInt(10) == 0 ? "missing" : pick(ROLE_NAMES);
        return random.nextBoolean() ? RoleRef.role(name) : RoleRef.clusterRole(name);
    }

    private List<PolicyRule> rules() {
        List<PolicyRule> rules = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 12 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            rules.add(
                    switch (random.nextInt(6)) {
                        case 0 -> PolicyRule.paths(some(VERBS), some(PATHS));
                        case 1 ->
                            new PolicyRule(some(VERBS), some(API_GROUPS), some(RESOURCES), some(NAMES), some(PATHS));
                        case 2, 3 -> PolicyRule.named(some(VERBS), some(API_GROUPS), some(RESOURCES), some(NAMES));
                        default -> PolicyRule.resources(some(VERBS), some(API_GROUPS), some(RESOURCES));
                    });
        }
        return rules;
    }

    private List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            subjects.add(
                    switch (random.nextInt(3)) {
                        case 0 -> Subject.user(pick(USERS));
                        case 1 -> Subject.group(pick(GROUPS));
                        default -> Subject.serviceAccount(pick(NAMESPACES), "x");
                    });
        }
        return subjects;
    }

    UserInfo user() {
        List<String> groups = some(GROUPS);
        if (random.nextInt(200) == 0) {
            groups = List.of(Rbac.MASTERS);
        }
        return new UserInfo(pick(USERS), "", groups, Map.of());
    }

    String namespace() {
        return random.nextInt(5) == 0 ? "" : pick(NAMESPACES);
    }

    Attributes request() {
        if (random.nextInt(6) == 0) {
            List<String> asked = List.of("/metrics", "/metrics/x", "/api", "/api/v1", "/", "/met", "/healthz", "*");
            return new NonResourceAttributes(pick(VERBS), pick(asked));
        }
        return ResourceAttributes.of(pick(VERBS), pick(API_GROUPS), pick(RESOURCES), namespace(), pick(NAMES));
    }

    private List<String> some(List<String> values) {
        List<String> some = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            some.add(pick(values));
        }
        return some;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
