package dev.guise.benchmark;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes clusters of a given size. The same seed makes the same cluster.
///
/// The shapes are those of real clusters: most roles are narrow, some are like `view`, `edit` and `admin`, operators
/// have long ones with groups of their own, a few are wildcards, and some allow impersonation, `bind` and `escalate`,
/// Secrets, `pods/exec` or tokens. Strings are made anew for each object, as a parser makes them.
public final class ClusterGenerator {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> WRITE = List.of("create", "update", "patch", "delete");
    private static final List<String> CORE_RESOURCES = List.of(
            "pods",
            "services",
            "configmaps",
            "secrets",
            "endpoints",
            "events",
            "persistentvolumeclaims",
            "serviceaccounts",
            "pods/log",
            "pods/status",
            "replicationcontrollers",
            "namespaces",
            "nodes",
            "resourcequotas",
            "limitranges",
            "pods/exec",
            "pods/portforward",
            "serviceaccounts/token");
    private static final List<String> APPS_RESOURCES = List.of(
            "deployments", "daemonsets", "statefulsets", "replicasets", "deployments/scale", "statefulsets/scale");
    private static final List<String> TEAMS = List.of(
            "payments",
            "checkout",
            "search",
            "identity",
            "data",
            "platform",
            "mobile",
            "risk",
            "ledger",
            "billing",
            "catalogue",
            "shipping",
            "support",
            "analytics",
            "mail",
            "media");

    private final ClusterSize size;
    private final Random random;
    private final List<Subject> accounts = new ArrayList<>();

    public ClusterGenerator(ClusterSize size, long seed) {
        this.size = size;
        this.random = new Random(seed);
        for (int i = 0; i < size.serviceAccounts; i++) {
            String name = i < size.namespaces ? "default" : pick(TEAMS) + "-" + i;
            accounts.add(Subject.serviceAccount(namespace(i % size.namespaces), name));
        }
    }

    private String namespace(int i) {
        return TEAMS.get(i % TEAMS.size()) + "-" + i;
    }

    private String anyNamespace() {
        return namespace(random.nextInt(size.namespaces));
    }

    /// The roles and bindings.
    public RbacObjects rbac() {
        List<ClusterRole> clusterRoles = clusterRoles();
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < size.roles; i++) {
            roles.add(new Role(meta(namespace(i % size.namespaces), "role-" + i), narrowRules()));
        }
        List<ClusterRoleBinding> everywhere = new ArrayList<>();
        for (int i = 0; i < size.clusterRoleBindings; i++) {
            String role = clusterRoles.get(i % clusterRoles.size()).name();
            everywhere.add(new ClusterRoleBinding(meta("", "binding-" + i), RoleRef.clusterRole(role), subjects("")));
        }
        List<RoleBinding> here = new ArrayList<>();
        for (int i = 0; i < size.roleBindings; i++) {
            here.add(roleBinding(i, roles, clusterRoles));
        }
        return new RbacObjects(roles, clusterRoles, here, everywhere);
    }

    /// One binding for each role, the others to a ClusterRole, often `view`, `edit` or `admin`.
    private RoleBinding roleBinding(int i, List<Role> roles, List<ClusterRole> clusterRoles) {
        if (i < roles.size()) {
            Role role = roles.get(i);
            return new RoleBinding(
                    meta(role.namespace(), "binding-" + i), RoleRef.role(role.name()), subjects(role.namespace()));
        }
        String namespace = anyNamespace();
        ClusterRole role =
                clusterRoles.get(random.nextInt(2) == 0 ? 1 + random.nextInt(3) : random.nextInt(clusterRoles.size()));
        return new RoleBinding(meta(namespace, "binding-" + i), RoleRef.clusterRole(role.name()), subjects(namespace));
    }

    private List<ClusterRole> clusterRoles() {
        List<ClusterRole> roles = new ArrayList<>();
        roles.add(clusterRole(
                "cluster-admin",
                List.of(
                        PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")),
                        PolicyRule.paths(List.of("*"), List.of("*")))));
        roles.add(clusterRole("view", wideRules(READ)));
        roles.add(clusterRole("edit", wideRules(concat(READ, WRITE))));
        roles.add(clusterRole(
                "admin",
                concat(
                        wideRules(concat(READ, WRITE)),
                        List.of(PolicyRule.resources(
                                concat(READ, WRITE),
                                List.of("rbac.authorization.k8s.io"),
                                List.of("roles", "rolebindings"))))));
        while (roles.size() < size.clusterRoles) {
            int i = roles.size();
            int kind = random.nextInt(100);
            List<PolicyRule> rules =
                    kind < 60 ? narrowRules() : kind < 92 ? operatorRules(i) : List.of(powerfulRule(i));
            roles.add(clusterRole("cluster-role-" + i, rules));
        }
        return roles;
    }

    private static ClusterRole clusterRole(String name, List<PolicyRule> rules) {
        return new ClusterRole(meta("", name), rules);
    }

    private List<PolicyRule> narrowRules() {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            boolean core = random.nextInt(3) > 0;
            List<String> resources = copies(some(core ? CORE_RESOURCES.subList(0, 10) : APPS_RESOURCES));
            List<String> verbs = random.nextInt(3) > 0 ? copies(READ) : concat(READ, some(WRITE));
            List<String> group = List.of(core ? "" : copy("apps"));
            rules.add(
                    random.nextInt(6) > 0
                            ? PolicyRule.resources(verbs, group, resources)
                            : PolicyRule.named(
                                    verbs, group, resources, List.of(pick(TEAMS) + "-" + random.nextInt(1_000))));
        }
        return rules;
    }

    private List<PolicyRule> wideRules(List<String> verbs) {
        List<PolicyRule> rules = new ArrayList<>();
        CORE_RESOURCES
                .subList(0, 12)
                .forEach(resource ->
                        rules.add(PolicyRule.resources(copies(verbs), List.of(""), List.of(copy(resource)))));
        for (String group : List.of("apps", "batch", "networking.k8s.io", "autoscaling", "policy")) {
            rules.add(PolicyRule.resources(copies(verbs), List.of(copy(group)), copies(APPS_RESOURCES)));
        }
        return rules;
    }

    private List<PolicyRule> operatorRules(int i) {
        List<PolicyRule> rules = new ArrayList<>(narrowRules());
        String group = pick(TEAMS) + i + ".example.com";
        for (int kind = 2 + random.nextInt(10); kind > 0; kind--) {
            String resource = pick(TEAMS) + kind + "s";
            rules.add(PolicyRule.resources(
                    concat(READ, WRITE), List.of(copy(group)), List.of(resource, resource + "/status")));
        }
        if (random.nextInt(4) == 0) {
            rules.add(PolicyRule.paths(List.of("get"), List.of("/metrics", "/healthz*")));
        }
        return rules;
    }

    private PolicyRule powerfulRule(int i) {
        List<String> user = List.of("user-" + random.nextInt(500));
        return switch (i % 10) {
            case 0 -> PolicyRule.resources(READ, List.of(""), List.of("secrets"));
            case 1 -> PolicyRule.resources(List.of("create", "get"), List.of(""), List.of("pods/exec"));
            case 2 -> PolicyRule.resources(List.of("create"), List.of(""), List.of("serviceaccounts/token"));
            case 3 -> PolicyRule.named(List.of("impersonate"), List.of(""), List.of("users"), user);
            case 4 -> PolicyRule.resources(List.of("impersonate"), List.of(""), List.of("serviceaccounts"));
            case 5 ->
                PolicyRule.named(
                        List.of("impersonate:user-info"), List.of("authentication.k8s.io"), List.of("users"), user);
            case 6 ->
                PolicyRule.resources(
                        List.of("impersonate-on:user-info:list", "impersonate-on:user-info:get"),
                        List.of(""),
                        List.of("pods"));
            case 7 ->
                PolicyRule.resources(
                        List.of("bind", "escalate"),
                        List.of("rbac.authorization.k8s.io"),
                        List.of("clusterroles", "roles"));
            case 8 ->
                PolicyRule.resources(
                        List.of("create", "update"),
                        List.of("rbac.authorization.k8s.io"),
                        List.of("rolebindings", "clusterrolebindings"));
            default ->
                random.nextInt(8) == 0
                        ? PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"))
                        : PolicyRule.resources(READ, List.of("*"), List.of("*"));
        };
    }

    /// Mostly one account of the namespace, some users and groups; everywhere also the groups of everyone, rarely.
    private List<Subject> subjects(String namespace) {
        List<Subject> subjects = new ArrayList<>();
        for (int i = 1 + random.nextInt(3) / 2; i > 0; i--) {
            int kind = random.nextInt(100);
            if (kind < 60) {
                Subject account = pick(accounts);
                String where = namespace.isEmpty() || random.nextInt(5) == 0 ? account.namespace() : namespace;
                subjects.add(Subject.serviceAccount(copy(where), copy(account.name())));
            } else if (kind < 80) {
                subjects.add(Subject.user("user-" + random.nextInt(500)));
            } else if (kind < 98 || !namespace.isEmpty()) {
                subjects.add(Subject.group("team-" + random.nextInt(100)));
            } else {
                subjects.add(Subject.group(copy(kind == 98 ? "system:authenticated" : "system:serviceaccounts")));
            }
        }
        return subjects;
    }

    /// The whole cluster.
    public ClusterSnapshot snapshot() {
        RbacObjects rbac = rbac();
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < size.pods; i++) {
            Subject account = pick(accounts);
            String name = account.name() + "-7d9c5b8f6-" + Integer.toString(0x1000 + i, 36);
            pods.add(new Pod(
                    new ObjectMeta(name, account.namespace(), Map.of("app", account.name()), Map.of()),
                    account.name(),
                    "node-" + random.nextInt(size.nodes)));
        }
        return new ClusterSnapshot(
                new ClusterSnapshot.Origin("generated " + size, "", Instant.EPOCH),
                ServerProfile.ofVersion(1, 36),
                rbac,
                accounts.stream()
                        .map(a -> new ServiceAccount(meta(a.namespace(), a.name())))
                        .toList(),
                numbered(size.namespaces).stream()
                        .map(i -> new Namespace(meta("", namespace(i))))
                        .toList(),
                numbered(size.nodes).stream()
                        .map(i -> new Node(meta("", "node-" + i)))
                        .toList(),
                pods,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// Requests by accounts, users and nobody in particular, for resources in the cluster's namespaces.
    public List<Request> requests(int count) {
        List<Request> requests = new ArrayList<>(count);
        List<String> verbs = concat(READ, WRITE);
        for (int i = 0; i < count; i++) {
            Subject account = pick(accounts);
            UserInfo user = random.nextInt(4) == 0
                    ? UserInfo.user("user-" + random.nextInt(600), "team-" + random.nextInt(120))
                    : UserInfo.serviceAccount(account.namespace(), account.name());
            boolean core = random.nextInt(3) > 0;
            String resource = pick(core ? CORE_RESOURCES : APPS_RESOURCES);
            String namespace =
                    random.nextInt(10) == 0 ? "" : random.nextBoolean() ? account.namespace() : anyNamespace();
            requests.add(new Request(
                    user, ResourceAttributes.of(pick(verbs), core ? "" : "apps", resource, namespace, "web-" + i)));
        }
        return requests;
    }

    /// A request to decide.
    public record Request(UserInfo user, ResourceAttributes attributes) {}

    private static List<Integer> numbered(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static ObjectMeta meta(String namespace, String name) {
        return new ObjectMeta(name, copy(namespace), Map.of("app.kubernetes.io/managed-by", copy("Helm")), Map.of());
    }

    private List<String> some(List<String> values) {
        List<String> some = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            some.add(pick(values));
        }
        return some;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> List<T> concat(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<String> copies(List<String> values) {
        return values.stream().map(ClusterGenerator::copy).toList();
    }

    /// A parser makes a new string for every value, so a benchmark of memory must, too.
    private static String copy(String value) {
        return new String(value.toCharArray());
    }
}
