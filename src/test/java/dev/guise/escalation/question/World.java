package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A small cluster, one line for each thing in it.
///
/// Somebody is written `namespace/account`, `group:name`, or a user name. A rule is written `verbs resources names`,
/// each separated by commas and the names optional; a resource outside the core group has its group and a colon before
/// it: `create,patch apps:deployments web`.
public final class World {
    private static final String BOOTSTRAP = "kubernetes.io/bootstrapping";

    private ServerProfile server = ServerProfile.ofVersion(1, 36);
    private Catalogue catalogue = Catalogue.bundled();
    private final List<Role> roles = new ArrayList<>();
    private final List<ClusterRole> clusterRoles = new ArrayList<>();
    private final List<RoleBinding> roleBindings = new ArrayList<>();
    private final List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
    private final List<ServiceAccount> accounts = new ArrayList<>();
    private final Map<String, Namespace> namespaces = new java.util.LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<ConfigMap> configMaps = new ArrayList<>();

    public static World with() {
        return new World();
    }

    public World server(int minor) {
        server = ServerProfile.ofVersion(1, minor);
        return this;
    }

    World constrained(Gate gate) {
        server = server.withConstrainedImpersonation(gate);
        return this;
    }

    public World techniques(Technique... further) {
        catalogue = catalogue.with(List.of(further));
        return this;
    }

    public World namespace(String name) {
        namespaces.putIfAbsent(name, new Namespace(ObjectMeta.cluster(name)));
        return this;
    }

    /// @param level what pod security enforces there
    public World namespace(String name, String level) {
        Map<String, String> labels = Map.of("pod-security.kubernetes.io/enforce", level);
        namespaces.put(name, new Namespace(new ObjectMeta(name, "", labels, Map.of())));
        return this;
    }

    public World account(String namespace, String... names) {
        namespace(namespace);
        for (String name : names) {
            accounts.add(new ServiceAccount(ObjectMeta.namespaced(namespace, name)));
        }
        return this;
    }

    public World node(String... names) {
        for (String name : names) {
            nodes.add(new Node(ObjectMeta.cluster(name)));
        }
        return this;
    }

    /// A pod with the account of that name, on no node.
    public World pod(String namespace, String name, String account) {
        return pod(namespace, name, account, "");
    }

    public World pod(String namespace, String name, String account, String node) {
        pods.add(new Pod(ObjectMeta.namespaced(namespace, name), account, node));
        return namespace(namespace);
    }

    public World workload(WorkloadKind kind, String namespace, String name) {
        workloads.add(new Workload(kind, ObjectMeta.namespaced(namespace, name), "default"));
        return namespace(namespace);
    }

    public World secret(String namespace, String name) {
        secrets.add(new Secret(ObjectMeta.namespaced(namespace, name), "Opaque"));
        return namespace(namespace);
    }

    public World tokenSecret(String namespace, String name, String account) {
        Map<String, String> annotations = Map.of("kubernetes.io/service-account.name", account);
        ObjectMeta meta = new ObjectMeta(name, namespace, Map.of(), annotations);
        secrets.add(new Secret(meta, "kubernetes.io/service-account-token"));
        return namespace(namespace);
    }

    public World configMap(String namespace, String name) {
        configMaps.add(new ConfigMap(ObjectMeta.namespaced(namespace, name)));
        return namespace(namespace);
    }

    /// A ClusterRole of its own with these rules, bound everywhere.
    public World may(String who, String... rules) {
        String role = "everywhere-" + clusterRoles.size();
        return clusterRole(role, rules).bind(who, role);
    }

    /// A Role of its own with these rules, bound in its namespace.
    public World mayIn(String namespace, String who, String... rules) {
        String role = "here-" + roles.size();
        return role(namespace, role, rules).bindIn(namespace, who, RoleRef.role(role));
    }

    public World admin(String who) {
        return may(who, "* *:*");
    }

    /// A ClusterRole and its binding that the API server makes itself and repairs at each start.
    World bootstrap(String who, String... rules) {
        String name = "system:" + clusterRoles.size();
        ObjectMeta meta = new ObjectMeta(name, "", Map.of(BOOTSTRAP, "rbac-defaults"), Map.of());
        clusterRoles.add(new ClusterRole(meta, rules(rules)));
        clusterRoleBindings.add(new ClusterRoleBinding(meta, RoleRef.clusterRole(name), List.of(subject(who))));
        return this;
    }

    public World clusterRole(String name, String... rules) {
        clusterRoles.add(new ClusterRole(ObjectMeta.cluster(name), rules(rules)));
        return this;
    }

    /// A ClusterRole that is made up of all those that are marked as its parts.
    World aggregated(String name, String... rules) {
        List<LabelSelector> parts = List.of(LabelSelector.labels(Map.of("part-of", name)));
        clusterRoles.add(new ClusterRole(ObjectMeta.cluster(name), rules(rules), parts));
        return this;
    }

    /// A ClusterRole that is a part of an aggregated one.
    World part(String of, String name, String... rules) {
        clusterRoles.add(new ClusterRole(new ObjectMeta(name, "", Map.of("part-of", of), Map.of()), rules(rules)));
        return this;
    }

    World replaceClusterRole(String name, String... rules) {
        clusterRoles.removeIf(role -> role.name().equals(name));
        return clusterRole(name, rules);
    }

    public World role(String namespace, String name, String... rules) {
        roles.add(new Role(ObjectMeta.namespaced(namespace, name), rules(rules)));
        return namespace(namespace);
    }

    public World bind(String who, String clusterRole) {
        String name = "binding-" + clusterRoleBindings.size();
        clusterRoleBindings.add(new ClusterRoleBinding(
                ObjectMeta.cluster(name), RoleRef.clusterRole(clusterRole), List.of(subject(who))));
        return this;
    }

    public World bindIn(String namespace, String who, RoleRef role) {
        String name = "binding-" + roleBindings.size();
        roleBindings.add(new RoleBinding(ObjectMeta.namespaced(namespace, name), role, List.of(subject(who))));
        return namespace(namespace);
    }

    /// One binding with several subjects.
    public World bindAll(String clusterRole, String... whos) {
        List<Subject> subjects = Stream.of(whos).map(World::subject).toList();
        String name = "binding-" + clusterRoleBindings.size();
        clusterRoleBindings.add(
                new ClusterRoleBinding(ObjectMeta.cluster(name), RoleRef.clusterRole(clusterRole), subjects));
        return this;
    }

    static Subject subject(String who) {
        int slash = who.indexOf('/');
        if (slash > 0) {
            return Subject.serviceAccount(who.substring(0, slash), who.substring(slash + 1));
        }
        return who.startsWith("group:") ? Subject.group(who.substring(6)) : Subject.user(who);
    }

    public static Identity identity(String who) {
        return Identity.of(subject(who));
    }

    private static List<PolicyRule> rules(String... rules) {
        return Stream.of(rules).map(World::rule).toList();
    }

    public static PolicyRule rule(String text) {
        String[] parts = text.split(" ");
        Set<String> groups = new LinkedHashSet<>();
        List<String> resources = new ArrayList<>();
        for (String resource : parts[1].split(",")) {
            int colon = resource.indexOf(':');
            groups.add(colon < 0 ? "" : resource.substring(0, colon));
            resources.add(resource.substring(colon + 1));
        }
        List<String> names = parts.length < 3 ? List.of() : List.of(parts[2].split(","));
        return PolicyRule.named(List.of(parts[0].split(",")), List.copyOf(groups), resources, names);
    }

    public ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                new Origin("test", "", Instant.EPOCH),
                server,
                new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings),
                accounts,
                List.copyOf(namespaces.values()),
                nodes,
                pods,
                workloads,
                secrets,
                configMaps,
                List.of(),
                List.of());
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Escalation escalation() {
        ClusterSnapshot snapshot = snapshot();
        return Escalation.of(snapshot, Policy.of(snapshot.rbac()), catalogue);
    }

    public Reach reach(String from) {
        return escalation().reach(identity(from));
    }

    public boolean credential(String from, String of) {
        return reach(from).credentials().contains(identity(of));
    }

    boolean actsAs(String from, String as) {
        return reach(from).becomes(identity(as));
    }

    public boolean reaches(String from, Goal goal) {
        return reach(from).goals().contains(goal);
    }

    /// Every fact that follows from one start, and how it does.
    public Facts facts(String from) {
        ClusterSnapshot snapshot = snapshot();
        EscalationGraph graph =
                new EscalationGraph(snapshot, Policy.of(snapshot.rbac()), catalogue, java.util.Optional.empty());
        CheapestDerivations run = new CheapestDerivations(graph, identity(from), Set.of());
        run.runTo(fact -> false);
        return new Facts(graph, run, identity(from));
    }

    /// What one start comes to.
    public record Facts(EscalationGraph graph, CheapestDerivations run, Identity from) {
        public boolean has(Fact fact) {
            return run.isSettled(graph.number(fact));
        }

        Derivation derivation(Fact fact) {
            return new DerivationBuilder(graph, run).build(from, graph.number(fact));
        }

        /// The techniques of the cheapest path to a fact.
        public List<String> techniques(Fact fact) {
            return derivation(fact).steps().stream()
                    .map(Derivation.Step::technique)
                    .toList();
        }
    }
}
