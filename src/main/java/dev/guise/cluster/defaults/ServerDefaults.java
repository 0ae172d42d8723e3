package dev.guise.cluster.defaults;

import dev.guise.cluster.Assumptions;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Assumed;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import dev.guise.rbac.Aggregation;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Assumes what every cluster has, where what was read has none of it: the default roles and bindings of the server's
/// version, the accounts that they are bound to, `kube-system`, a node, and the pods of workloads.
///
/// Kinds are looked at one by one. A kind of which what was read has most of the server's own objects was read from a
/// server: what is missing among them is not there.
public final class ServerDefaults implements Assumptions {
    private static final String KUBE_SYSTEM = "kube-system";

    /// When default roles and bindings are added.
    public enum When {
        /// Where a kind was not read from a server.
        LEFT_OUT,
        /// Wherever one is missing.
        MISSING
    }

    private final When when;

    public ServerDefaults(When when) {
        this.when = when;
    }

    @Override
    public ClusterSnapshot complete(ClusterSnapshot read, Set<String> unfilled) {
        String version = DefaultObjects.versionFor(read.server());
        Completion completion = new Completion(read, DefaultObjects.of(version));
        ClusterSnapshot withRoles = completion.withRoles(version, unfilled);
        return new Inhabiting(withRoles, completion.limits, completion.assumed).complete();
    }

    /// The roles, bindings and accounts of one cluster.
    private final class Completion {
        private final ClusterSnapshot read;
        private final RbacObjects defaults;
        private final Set<Assumed> assumed;
        private final List<Limit> limits;

        Completion(ClusterSnapshot read, RbacObjects defaults) {
            this.read = read;
            this.defaults = defaults;
            this.assumed = new LinkedHashSet<>(read.assumed());
            this.limits = new ArrayList<>(read.limits());
        }

        ClusterSnapshot withRoles(String version, Set<String> unfilled) {
            RbacObjects own = read.rbac();
            int before = assumed.size();
            var roles = joined("Role", own.roles(), defaults.roles(), RoleObject::meta);
            var clusterRoles = joined("ClusterRole", own.clusterRoles(), defaults.clusterRoles(), RoleObject::meta);
            var roleBindings = joined("RoleBinding", own.roleBindings(), defaults.roleBindings(), Binding::meta);
            var clusterRoleBindings = joined(
                    "ClusterRoleBinding", own.clusterRoleBindings(), defaults.clusterRoleBindings(), Binding::meta);
            if (read.limits().stream().anyMatch(limit -> limit.id() == LimitId.OPENSHIFT)) {
                List<ClusterRoleBinding> further = DefaultObjects.ofOpenShift().clusterRoleBindings();
                clusterRoleBindings = joined("ClusterRoleBinding", clusterRoleBindings, further, Binding::meta);
            }
            List<ServiceAccount> accounts = withAccounts();
            List<Namespace> namespaces = withKubeSystem();
            int count = assumed.size() - before;
            if (count > 0) {
                limits.add(new Limit(
                        LimitId.DEFAULT_ROLES,
                        count
                                + (count == 1
                                        ? " object that every server creates itself is"
                                        : " objects that every server creates itself are")
                                + " assumed, as in Kubernetes " + version
                                + ": the default roles and bindings, and the service accounts of its controllers.",
                        count,
                        "Changes to them by a distribution or an administrator are missing."));
            }
            return read.withRbac(
                            new RbacObjects(roles, filled(clusterRoles, unfilled), roleBindings, clusterRoleBindings))
                    .withServiceAccounts(accounts)
                    .withNamespaces(namespaces);
        }

        private <T> List<T> joined(String kind, List<T> own, List<T> defaults, Function<? super T, ObjectMeta> meta) {
            Set<String> names =
                    own.stream().map(o -> meta.apply(o).qualifiedName()).collect(Collectors.toSet());
            List<T> missing = defaults.stream()
                    .filter(o -> !names.contains(meta.apply(o).qualifiedName()))
                    .toList();
            boolean fromServer = missing.size() * 2 < defaults.size();
            if (missing.isEmpty() || (fromServer && when == When.LEFT_OUT)) {
                return own;
            }
            missing.forEach(object -> note(kind, meta.apply(object)));
            return Stream.concat(own.stream(), missing.stream()).toList();
        }

        private void note(String kind, ObjectMeta meta) {
            assumed.add(new Assumed(kind, meta.namespace(), meta.name()));
        }

        /// A server that lists accounts lists those of its own controllers.
        private List<ServiceAccount> withAccounts() {
            boolean read = this.read.serviceAccounts().stream()
                    .filter(account -> !this.read.isAssumed("ServiceAccount", account.meta()))
                    .anyMatch(account -> isDefaultAccount(account.meta()));
            if (read) {
                return this.read.serviceAccounts();
            }
            List<ServiceAccount> all = new ArrayList<>(this.read.serviceAccounts());
            Set<String> names = all.stream()
                    .map(account -> account.meta().qualifiedName())
                    .collect(Collectors.toCollection(HashSet::new));
            defaultAccounts().filter(meta -> names.add(meta.qualifiedName())).forEach(meta -> {
                all.add(new ServiceAccount(meta));
                note("ServiceAccount", meta);
            });
            return all;
        }

        private boolean isDefaultAccount(ObjectMeta meta) {
            return defaultAccounts().anyMatch(known -> known.qualifiedName().equals(meta.qualifiedName()));
        }

        private Stream<ObjectMeta> defaultAccounts() {
            return Stream.<Binding>concat(defaults.clusterRoleBindings().stream(), defaults.roleBindings().stream())
                    .flatMap(binding -> binding.subjects().stream())
                    .filter(subject -> subject.kind() == SubjectKind.SERVICE_ACCOUNT)
                    .map(Completion::meta)
                    .distinct();
        }

        private static ObjectMeta meta(Subject account) {
            return ObjectMeta.namespaced(account.namespace(), account.name());
        }

        private List<Namespace> withKubeSystem() {
            List<Namespace> own = read.namespaces();
            if (own.stream().anyMatch(namespace -> namespace.meta().name().equals(KUBE_SYSTEM))) {
                return own;
            }
            Namespace system = new Namespace(ObjectMeta.cluster(KUBE_SYSTEM));
            note("Namespace", system.meta());
            return Stream.concat(own.stream(), Stream.of(system)).toList();
        }

        /// What no server has filled in is filled in; what one has filled in gets the rules of the roles that are new
        /// to it.
        private List<ClusterRole> filled(List<ClusterRole> roles, Set<String> unfilled) {
            Predicate<ClusterRole> isNew = role ->
                    unfilled.contains(role.name()) || assumed.contains(new Assumed("ClusterRole", "", role.name()));
            List<ClusterRole> news = roles.stream().filter(isNew).toList();
            Predicate<ClusterRole> open = role -> isNew.test(role) || selectsSome(role, news);
            List<ClusterRole> filled = Aggregation.fill(roles, open);
            List<ClusterRole> joined = new ArrayList<>(filled.size());
            for (int i = 0; i < roles.size(); i++) {
                ClusterRole before = roles.get(i);
                joined.add(isNew.test(before) ? filled.get(i) : joined(before, filled.get(i)));
            }
            return joined;
        }

        private static boolean selectsSome(ClusterRole role, List<ClusterRole> news) {
            return news.stream()
                    .anyMatch(other -> role.aggregation().stream()
                            .anyMatch(selector -> selector.matches(other.meta().labels())));
        }

        private static ClusterRole joined(ClusterRole before, ClusterRole filled) {
            if (before.equals(filled)) {
                return before;
            }
            Set<PolicyRule> rules = new LinkedHashSet<>(before.rules());
            rules.addAll(filled.rules());
            return new ClusterRole(before.meta(), List.copyOf(rules), before.aggregation());
        }
    }
}
