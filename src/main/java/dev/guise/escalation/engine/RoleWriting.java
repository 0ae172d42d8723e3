package dev.guise.escalation.engine;

import static dev.guise.escalation.engine.Allowance.EVERY_NAMESPACE;

import dev.guise.escalation.engine.Allowance.Where;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleCoverage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a hold can do with the right to write roles and bindings, under the API server's escalation prevention: `bind`,
/// `escalate` or rules already held, checked for the identity that writes.
///
/// Mirrors `pkg/registry/rbac/escalation_check.go`, set-wise; [dev.guise.rbac.EscalationPrevention] decides one write.
final class RoleWriting {
    private final Policy policy;
    private final Abilities abilities;
    private final ClusterIndex index;
    private final List<RoleObject> specialClusterRoles;
    private final Map<String, List<RoleObject>> specialRoles = new HashMap<>();
    private final Map<RoleKind, List<RoleObject>> ordinary = new EnumMap<>(RoleKind.class);
    private final BindingsByPlace roleBindings = new BindingsByPlace();
    private final BindingsByPlace clusterRoleBindings = new BindingsByPlace();

    RoleWriting(Policy policy, Abilities abilities, ClusterIndex index) {
        this.policy = policy;
        this.abilities = abilities;
        this.index = index;
        policy.objects().roleBindings().forEach(roleBindings::add);
        policy.objects().clusterRoleBindings().forEach(clusterRoleBindings::add);
        this.specialClusterRoles = policy.objects().clusterRoles().stream()
                .map(RoleObject.class::cast)
                .filter(role -> abilities.of(role).special())
                .toList();
        policy.objects().roles().stream()
                .filter(role -> abilities.of(role).special())
                .forEach(role -> specialRoles
                        .computeIfAbsent(role.namespace(), n -> new ArrayList<>())
                        .add(role));
    }

    /// Everything that follows for one hold.
    ///
    /// @param write where the hold may send the write itself
    /// @param inner where the writing identity is allowed what the API server asks inside: for a constrained hold
    ///              that is more than what it may send
    /// @param held  the rules that the writing identity holds
    void conclude(Allowance write, Allowance inner, Supplier<List<Grant>> held, Consumer<Conclusion> found) {
        bindings(write, inner, held, found);
        escalate(RoleKind.ROLE, write, inner, found);
        escalate(RoleKind.CLUSTER_ROLE, write, inner, found);
        create(RoleKind.ROLE, write, inner, found);
        create(RoleKind.CLUSTER_ROLE, write, inner, found);
    }

    private void bindings(Allowance write, Allowance inner, Supplier<List<Grant>> held, Consumer<Conclusion> found) {
        List<Where> creates = where(write, "rolebindings", "create").stream()
                .filter(create -> create.names().any())
                .toList();
        List<Where> everywhere = where(write, "clusterrolebindings", "create").stream()
                .filter(create -> create.names().any() && create.namespace().isEmpty())
                .toList();
        boolean updates = !where(write, "rolebindings", "update", "patch").isEmpty()
                || !where(write, "clusterrolebindings", "update", "patch").isEmpty();
        if (creates.isEmpty() && everywhere.isEmpty() && !updates) {
            return;
        }
        HeldRules rules = new HeldRules(held.get());
        List<RoleObject> escalatable = escalatable(write, inner);
        Set<Fact> anyRole = new LinkedHashSet<>();
        Consumer<Conclusion> noting = conclusion -> {
            if (conclusion.fact() instanceof Fact.MayBind bind && bind.role().isEmpty()) {
                anyRole.add(bind);
            }
            found.accept(conclusion);
        };
        Map<String, Where> scopes = new LinkedHashMap<>();
        creates.forEach(create -> scopes.putIfAbsent(namespaceOf(create), create));
        scopes.forEach((scope, create) -> {
            bind(scope, create, inner, noting);
            heldScopes(scope, rules).stream()
                    .filter(place -> !isAnyBindable(anyRole, RoleKind.CLUSTER_ROLE, place)
                            || !isAnyBindable(anyRole, RoleKind.ROLE, place))
                    .forEach(place -> bindHeld(place, create, rules, found, escalatable));
        });
        everywhere.stream().findFirst().ifPresent(create -> {
            bind("", create, inner, noting);
            bindHeld("", create, rules, found, escalatable);
        });
        if (updates) {
            new Rebinding(write, inner, rules, anyRole, found, "rolebindings").run(roleBindings);
            new Rebinding(write, inner, rules, anyRole, found, "clusterrolebindings").run(clusterRoleBindings);
        }
    }

    /// Where any role can be bound, one more way for some role is worth nothing.
    private static boolean isAnyBindable(Set<Fact> anyRole, RoleKind kind, String scope) {
        return anyRole.contains(new Fact.MayBind(kind, "", scope))
                || (!scope.isEmpty() && anyRole.contains(new Fact.MayBind(kind, "", EVERY_NAMESPACE)));
    }

    /// Where rules held make a difference: where the bindings can be written, and each namespace with rules of its own.
    private static Set<String> heldScopes(String scope, HeldRules rules) {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(scope);
        if (scope.equals(EVERY_NAMESPACE)) {
            scopes.addAll(rules.namespaces());
        }
        return scopes;
    }

    private static String namespaceOf(Where where) {
        return where.isEveryNamespace() ? EVERY_NAMESPACE : where.namespace();
    }

    /// Bindings by their namespace. Rules held are worth something only for the special ones, whose role has rules that
    /// count together with others; most have not.
    private final class BindingsByPlace {
        private final Map<String, List<Binding>> all = new HashMap<>();
        private final Map<String, List<Binding>> special = new HashMap<>();

        void add(Binding binding) {
            all.computeIfAbsent(binding.namespace(), n -> new ArrayList<>()).add(binding);
            if (policy.role(binding.roleRef(), binding.namespace())
                    .filter(role -> abilities.of(role).special())
                    .isPresent()) {
                special.computeIfAbsent(binding.namespace(), n -> new ArrayList<>())
                        .add(binding);
            }
        }
    }

    /// A binding that exists may be given further subjects by whoever may update it and bind its role.
    private final class Rebinding {
        private final List<Where> updates;
        private final List<Where> bindClusterRoles;
        private final List<Where> bindRoles;
        private final HeldRules held;
        private final Set<Fact> anyRole;
        private final Consumer<Conclusion> found;

        /// @param anyRole where any role can be bound anyway
        Rebinding(
                Allowance write,
                Allowance inner,
                HeldRules held,
                Set<Fact> anyRole,
                Consumer<Conclusion> found,
                String resource) {
            this.anyRole = anyRole;
            this.updates = where(write, resource, "update", "patch");
            this.bindClusterRoles = updates.isEmpty() ? List.of() : where(inner, "clusterroles", "bind");
            this.bindRoles = updates.isEmpty() ? List.of() : where(inner, "roles", "bind");
            this.held = held;
            this.found = found;
        }

        void run(BindingsByPlace bindings) {
            Map<String, List<Binding>> ofUse =
                    bindClusterRoles.isEmpty() && bindRoles.isEmpty() ? bindings.special : bindings.all;
            for (Where update : updates) {
                if (update.isEveryNamespace()) {
                    ofUse.values().forEach(some -> run(some, update));
                } else {
                    run(ofUse.getOrDefault(update.namespace(), List.of()), update);
                }
            }
        }

        private void run(List<Binding> bindings, Where update) {
            bindings.stream()
                    .filter(binding ->
                            update.covers(binding.namespace()) && update.names().contains(binding.name()))
                    .forEach(binding -> rebind(binding, update));
        }

        private void rebind(Binding binding, Where update) {
            RoleKind kind = binding.roleRef().kind();
            if (isAnyBindable(anyRole, kind, binding.namespace())) {
                return;
            }
            String role = binding.roleRef().name();
            List<Where> binds = kind == RoleKind.ROLE ? bindRoles : bindClusterRoles;
            Fact fact = new Fact.MayBind(kind, role, binding.namespace());
            binds.stream()
                    .filter(bind ->
                            bind.covers(binding.namespace()) && bind.names().contains(role))
                    .findFirst()
                    .ifPresentOrElse(
                            bind -> found.accept(unfolding(fact, update, bind, binding.name())),
                            () -> policy.role(binding.roleRef(), binding.namespace())
                                    .filter(object -> abilities.of(object).special())
                                    .filter(object -> held.cover(object, binding.namespace()))
                                    .ifPresent(
                                            object -> found.accept(unfolding(fact, update.grants(), binding.name()))));
        }
    }

    private void bind(String scope, Where create, Allowance inner, Consumer<Conclusion> found) {
        bind(RoleKind.CLUSTER_ROLE, scope, create, where(inner, "clusterroles", "bind"), found);
        if (!scope.isEmpty()) {
            bind(RoleKind.ROLE, scope, create, where(inner, "roles", "bind"), found);
        }
    }

    private void bind(RoleKind kind, String scope, Where create, List<Where> binds, Consumer<Conclusion> found) {
        for (Where bind : binds) {
            String place = scope.equals(EVERY_NAMESPACE) ? namespaceOf(bind) : scope;
            if (!bind.covers(place)) {
                continue;
            }
            if (bind.names().any()) {
                found.accept(unfolding(new Fact.MayBind(kind, "", place), create, bind, ""));
                found.accept(unfolding(new Fact.MayBindNew(kind, "", place), create, bind, ""));
            }
            for (String name : bind.names().names()) {
                for (String namespace : placesOf(kind, place)) {
                    boolean exists = exists(kind, name, namespace);
                    Fact fact = exists
                            ? new Fact.MayBind(kind, name, namespace)
                            : new Fact.MayBindNew(kind, name, namespace);
                    found.accept(unfolding(fact, create, bind, name));
                }
            }
        }
    }

    /// A Role of one name is another one in each namespace.
    private Collection<String> placesOf(RoleKind kind, String place) {
        return kind == RoleKind.ROLE && place.equals(EVERY_NAMESPACE) ? index.namespaces() : List.of(place);
    }

    private boolean exists(RoleKind kind, String name, String scope) {
        return policy.role(new RoleRef(kind, name), scope).isPresent();
    }

    /// Only roles with rules that count together with others, or for the holder of a credential, are worth binding by
    /// somebody who holds their rules anyway; and those that the same hold can write any rule into afterwards.
    private void bindHeld(
            String scope, Where create, HeldRules held, Consumer<Conclusion> found, List<RoleObject> escalatable) {
        List<RoleObject> candidates = new ArrayList<>(specialClusterRoles);
        escalatable.stream()
                .filter(role -> role.namespace().isEmpty()
                        || scope.equals(EVERY_NAMESPACE)
                        || role.namespace().equals(scope))
                .forEach(candidates::add);
        if (scope.equals(EVERY_NAMESPACE)) {
            specialRoles.values().forEach(candidates::addAll);
        } else {
            candidates.addAll(specialRoles.getOrDefault(scope, List.of()));
        }
        for (RoleObject role : candidates) {
            if (held.cover(role, scope)) {
                String place = role.namespace().isEmpty() ? scope : role.namespace();
                Fact fact = new Fact.MayBind(role.kind(), role.name(), place);
                found.accept(new Conclusion(fact, "", create.grants(), role.name(), Conclusion.Basis.ALL_HELD_RULES));
            }
        }
    }

    /// The further roles that a hold may write any rule into.
    private List<RoleObject> escalatable(Allowance write, Allowance inner) {
        List<RoleObject> found = new ArrayList<>();
        for (RoleKind kind : RoleKind.values()) {
            List<Where> updates = where(write, kind.resource(), "update", "patch");
            List<Where> both =
                    updates.isEmpty() ? List.of() : Allowance.both(updates, where(inner, kind.resource(), "escalate"));
            if (!both.isEmpty()) {
                ordinary.computeIfAbsent(kind, this::ordinaryRoles).stream()
                        .filter(role -> both.stream()
                                .anyMatch(where -> where.covers(role.namespace())
                                        && where.names().contains(role.name())))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private List<RoleObject> ordinaryRoles(RoleKind kind) {
        return roles(kind).filter(role -> !abilities.of(role).special()).toList();
    }

    private Stream<RoleObject> roles(RoleKind kind) {
        return kind == RoleKind.ROLE
                ? policy.objects().roles().stream().map(RoleObject.class::cast)
                : policy.objects().clusterRoles().stream().map(RoleObject.class::cast);
    }

    /// The rules of one identity, by where they hold. Whether they cover a role is asked for every binding of it,
    /// so that the answers are kept; most namespaces have no rules of their own.
    private static final class HeldRules {
        private final Map<String, List<PolicyRule>> rules = new HashMap<>();
        private final Map<String, RuleCoverage.Held> indexes = new HashMap<>();
        private final Map<String, IdentityHashMap<RoleObject, Boolean>> covered = new HashMap<>();

        HeldRules(List<Grant> grants) {
            for (Grant grant : grants) {
                rules.computeIfAbsent(grant.namespace(), n -> new ArrayList<>()).add(grant.rule());
            }
        }

        Set<String> namespaces() {
            Set<String> namespaces = new LinkedHashSet<>(rules.keySet());
            namespaces.remove("");
            return namespaces;
        }

        boolean cover(RoleObject role, String scope) {
            if (covered("").computeIfAbsent(role, r -> in("").coversAll(r.rules()))) {
                return true;
            }
            return !scope.isEmpty()
                    && rules.containsKey(scope)
                    && covered(scope).computeIfAbsent(role, r -> in(scope).coversAllWith(in(""), r.rules()));
        }

        private IdentityHashMap<RoleObject, Boolean> covered(String scope) {
            return covered.computeIfAbsent(scope, s -> new IdentityHashMap<>());
        }

        private RuleCoverage.Held in(String scope) {
            return indexes.computeIfAbsent(scope, s -> new RuleCoverage.Held(rules.getOrDefault(s, List.of())));
        }
    }

    private void escalate(RoleKind kind, Allowance write, Allowance inner, Consumer<Conclusion> found) {
        List<Where> updates = where(write, kind.resource(), "update", "patch");
        if (updates.isEmpty()) {
            return;
        }
        for (Where both : Allowance.both(updates, where(inner, kind.resource(), "escalate"))) {
            for (String namespace : roleNamespaces(kind, both)) {
                names(both.names())
                        .forEach(name -> found.accept(
                                unfolding(new Fact.MayEscalate(kind, namespace, name), both.grants(), name)));
            }
        }
    }

    private void create(RoleKind kind, Allowance write, Allowance inner, Consumer<Conclusion> found) {
        List<Where> creates = where(write, kind.resource(), "create");
        if (creates.isEmpty()) {
            return;
        }
        for (Where both : Allowance.both(creates, where(inner, kind.resource(), "escalate"))) {
            if (!both.names().any()) {
                continue;
            }
            for (String namespace : roleNamespaces(kind, both)) {
                found.accept(unfolding(new Fact.MayCreateAnyRole(kind, namespace), both.grants(), ""));
            }
        }
    }

    /// ClusterRoles are written at cluster scope only; a grant on roles there holds for all namespaces.
    private List<String> roleNamespaces(RoleKind kind, Where where) {
        if (kind == RoleKind.CLUSTER_ROLE) {
            return where.namespace().isEmpty() ? List.of("") : List.of();
        }
        return List.of(namespaceOf(where));
    }

    private static List<String> names(NameSet names) {
        return names.any() ? List.of("") : List.copyOf(names.names());
    }

    private static List<Where> where(Allowance allowance, String resource, String... verbs) {
        List<Where> found = new ArrayList<>();
        for (String verb : verbs) {
            found.addAll(allowance.where(verb, Rbac.GROUP, resource));
        }
        return found;
    }

    private static Conclusion unfolding(Fact fact, Where write, Where inner, String note) {
        List<Grant> grants = new ArrayList<>(write.grants());
        inner.grants().stream().filter(grant -> !grants.contains(grant)).forEach(grants::add);
        return unfolding(fact, grants, note);
    }

    private static Conclusion unfolding(Fact fact, List<Grant> grants, String note) {
        return new Conclusion(fact, "", grants, note);
    }
}
