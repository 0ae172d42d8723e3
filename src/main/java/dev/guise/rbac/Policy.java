package dev.guise.rbac;

import dev.guise.rbac.SubjectGrants.BoundRole;
import dev.guise.rbac.SubjectGrants.Scope;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The RBAC of a cluster, indexed by subject, namespace and resource; immutable and safe for many threads.
///
/// A decision looks only at what the asking user and its groups have been given, everywhere and in the request's
/// namespace: its cost depends on those, not on the size of the cluster.
///
/// Mirrors `RBACAuthorizer` in `plugin/pkg/auth/authorizer/rbac/rbac.go` and `DefaultRuleResolver` in
/// `pkg/registry/rbac/validation/rule.go`.
public final class Policy implements Authorizer {
    private static final Decision SUPERUSER = new Decision.Superuser();

    private final RbacObjects objects;
    private final Map<String, CompiledRole> clusterRoles;
    private final RolesByResource clusterRolesByResource;
    private final Map<String, Map<String, CompiledRole>> roles;
    private final Map<CompiledRole, BindingsOfRole> bindings;
    private final List<Binding> dangling;
    private final Map<String, SubjectGrants> users;
    private final Map<String, SubjectGrants> groups;
    private final Set<Subject> subjects;

    private Policy(Builder builder) {
        this.objects = builder.objects;
        this.clusterRoles = builder.clusterRoles;
        this.roles = builder.roles;
        this.bindings = builder.bindings;
        this.dangling = List.copyOf(builder.dangling);
        this.users = builder.users;
        this.groups = builder.groups;
        this.clusterRolesByResource = new RolesByResource(builder.clusterRoles.values());
        this.subjects = Collections.unmodifiableSet(builder.subjectsInOrder());
    }

    /// The policy that these objects make. Of objects with the same kind, namespace and name the last one counts; a
    /// Role or RoleBinding without namespace, which no server has, grants nothing. Linear in the number of rules
    /// and subjects.
    public static Policy of(RbacObjects objects) {
        return new Builder(objects).build();
    }

    /// What it was made of.
    public RbacObjects objects() {
        return objects;
    }

    @Override
    public Decision authorize(UserInfo user, Attributes attributes) {
        if (user.isMaster()) {
            return SUPERUSER;
        }
        Lookup lookup = Lookup.of(attributes);
        String namespace = lookup.namespace();
        SubjectGrants[] held = held(user);
        for (SubjectGrants subject : held) {
            Grant grant = subject.cluster().firstMatch(lookup);
            if (grant != null) {
                return new Decision.Allowed(grant);
            }
        }
        if (!namespace.isEmpty()) {
            for (SubjectGrants subject : held) {
                Grant grant = subject.namespace(namespace).firstMatch(lookup);
                if (grant != null) {
                    return new Decision.Allowed(grant);
                }
            }
        }
        return new Decision.NoOpinion(this, user, attributes);
    }

    private SubjectGrants[] held(UserInfo user) {
        List<String> groupNames = user.groups();
        SubjectGrants[] found = new SubjectGrants[groupNames.size() + 1];
        int count = 0;
        SubjectGrants own = users.get(user.name());
        if (own != null) {
            found[count++] = own;
        }
        for (int i = 0; i < groupNames.size(); i++) {
            SubjectGrants group = groups.get(groupNames.get(i));
            if (group != null && !isAmong(found, count, group)) {
                found[count++] = group;
            }
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    /// A group may be asked for twice in one request.
    private static boolean isAmong(SubjectGrants[] found, int count, SubjectGrants group) {
        for (int i = 0; i < count; i++) {
            if (found[i] == group) {
                return true;
            }
        }
        return false;
    }

    /// Every grant that allows the request, at most one for each binding and subject entry of the user.
    public List<Grant> grantsAllowing(UserInfo user, Attributes attributes) {
        Lookup lookup = Lookup.of(attributes);
        List<Grant> found = new ArrayList<>();
        forEachRole(user, lookup.namespace(), bound -> {
            int rule = bound.compiled().firstMatch(lookup);
            if (rule >= 0) {
                found.add(bound.grant(rule));
            }
        });
        return found;
    }

    /// Every rule that holds for the user in a namespace, those that hold everywhere first; with the namespace `""`,
    /// only those.
    public List<Grant> rulesFor(UserInfo user, String namespace) {
        List<Grant> found = new ArrayList<>();
        forEachRole(user, namespace, bound -> bound.forEachRule(found::add));
        return found;
    }

    /// Every rule that holds for the user anywhere; [Grant#namespace] says where.
    public List<Grant> allRulesFor(UserInfo user) {
        List<Grant> found = new ArrayList<>();
        SubjectGrants[] held = held(user);
        for (SubjectGrants subject : held) {
            subject.cluster().roles().forEach(bound -> bound.forEachRule(found::add));
        }
        for (SubjectGrants subject : held) {
            subject.forEachRoleWithin(bound -> bound.forEachRule(found::add));
        }
        return found;
    }

    /// Every role that the user has anywhere, as the bindings give it. Linear in those.
    public List<RoleGrant> rolesFor(UserInfo user) {
        List<RoleGrant> found = new ArrayList<>();
        for (SubjectGrants subject : held(user)) {
            subject.forEachRole(bound -> found.add(bound.roleGrant()));
        }
        return found;
    }

    /// Every role that a subject entry itself was given, anywhere; what its groups have is not included.
    public List<RoleGrant> rolesOf(Subject subject) {
        SubjectGrants held = grantsOf(subject);
        List<RoleGrant> found = new ArrayList<>();
        if (held != null) {
            held.forEachRole(bound -> found.add(bound.roleGrant()));
        }
        return found;
    }

    private @Nullable SubjectGrants grantsOf(Subject subject) {
        return subject.kind() == SubjectKind.GROUP ? groups.get(subject.name()) : users.get(subject.requestName());
    }

    /// Every rule that a subject entry itself was given, anywhere; what its groups have is not included.
    public List<Grant> rulesOf(Subject subject) {
        SubjectGrants held = grantsOf(subject);
        List<Grant> found = new ArrayList<>();
        if (held != null) {
            held.forEachRole(bound -> bound.forEachRule(found::add));
        }
        return found;
    }

    private void forEachRole(UserInfo user, String namespace, Consumer<BoundRole> action) {
        SubjectGrants[] held = held(user);
        for (SubjectGrants subject : held) {
            subject.cluster().roles().forEach(action);
        }
        if (!namespace.isEmpty()) {
            for (SubjectGrants subject : held) {
                Scope scope = subject.namespace(namespace);
                scope.roles().forEach(action);
            }
        }
    }

    /// Who may do the request: every subject of every binding that allows it, each with the grant; the members of
    /// [Rbac#MASTERS] may as well. Linear in the number of roles that name the resource and in the answer.
    public List<Grant> whoCan(Attributes attributes) {
        Lookup lookup = Lookup.of(attributes);
        String namespace = lookup.namespace();
        List<Grant> found = new ArrayList<>();
        Consumer<CompiledRole> check = role -> {
            int rule = role.firstMatch(lookup);
            if (rule >= 0) {
                addSubjects(role, rule, namespace, found);
            }
        };
        clusterRolesByResource.candidates(lookup).forEach(check);
        roles.getOrDefault(namespace, Map.of()).values().forEach(check);
        return found;
    }

    /// The grants that allow a request, which says no name, for the names that their rules list, and for no others.
    public List<Grant> whoCanByName(ResourceAttributes attributes) {
        Lookup lookup = Lookup.of(attributes);
        String namespace = lookup.namespace();
        List<Grant> found = new ArrayList<>();
        Consumer<CompiledRole> check = role -> {
            if (role.firstMatch(lookup) < 0) {
                role.forEachMatchByName(attributes, rule -> addSubjects(role, rule, namespace, found));
            }
        };
        clusterRolesByResource.candidates(lookup).forEach(check);
        roles.getOrDefault(namespace, Map.of()).values().forEach(check);
        return found;
    }

    private void addSubjects(CompiledRole role, int rule, String namespace, List<Grant> found) {
        bindings.getOrDefault(role, BindingsOfRole.NONE).forEachIn(namespace, binding -> {
            for (int i = 0; i < binding.subjects().size(); i++) {
                if (!binding.subjects().get(i).isNobody()) {
                    found.add(new Grant(binding, i, role.role(), rule));
                }
            }
        });
    }

    /// The role that a binding in `namespace` (`""` for a ClusterRoleBinding) refers to, if it exists.
    public Optional<RoleObject> role(RoleRef ref, String namespace) {
        return Optional.ofNullable(compiled(ref, namespace)).map(CompiledRole::role);
    }

    private @Nullable CompiledRole compiled(RoleRef ref, String namespace) {
        return switch (ref.kind()) {
            case CLUSTER_ROLE -> clusterRoles.get(ref.name());
            case ROLE -> roles.getOrDefault(namespace, Map.of()).get(ref.name());
        };
    }

    /// The bindings that refer to a role.
    public List<Binding> bindingsOf(RoleObject role) {
        RoleRef ref = new RoleRef(role.kind(), role.name());
        CompiledRole found = compiled(ref, role.namespace());
        return found == null
                ? List.of()
                : bindings.getOrDefault(found, BindingsOfRole.NONE).all();
    }

    /// The bindings whose role does not exist; they grant nothing.
    public List<Binding> danglingBindings() {
        return dangling;
    }

    /// Every subject that some binding names, each once, by kind, namespace and name.
    public Set<Subject> subjects() {
        return subjects;
    }

    /// Puts the index together; its maps are not changed once the policy has them.
    private static final class Builder {
        private final RbacObjects objects;
        private final Map<String, CompiledRole> clusterRoles = new LinkedHashMap<>();
        private final Map<String, Map<String, CompiledRole>> roles = new LinkedHashMap<>();
        private final Map<CompiledRole, BindingsOfRole> bindings = new HashMap<>();
        private final Set<Subject> subjects = new LinkedHashSet<>();
        private final List<Binding> dangling = new ArrayList<>();
        private final Map<String, SubjectGrants> users = new HashMap<>();
        private final Map<String, SubjectGrants> groups = new HashMap<>();

        Builder(RbacObjects objects) {
            this.objects = objects;
        }

        Policy build() {
            objects.clusterRoles().forEach(role -> clusterRoles.put(role.name(), new CompiledRole(role)));
            objects.roles().stream()
                    .filter(role -> !role.namespace().isEmpty())
                    .forEach(role -> roles.computeIfAbsent(role.namespace(), n -> new LinkedHashMap<>())
                            .put(role.name(), new CompiledRole(role)));
            lastOfEachName(objects.clusterRoleBindings()).forEach(this::addBinding);
            lastOfEachName(objects.roleBindings()).forEach(this::addRoleBinding);
            users.values().forEach(SubjectGrants::trim);
            groups.values().forEach(SubjectGrants::trim);
            bindings.values().forEach(BindingsOfRole::index);
            return new Policy(this);
        }

        private Set<Subject> subjectsInOrder() {
            List<Subject> sorted = new ArrayList<>(subjects);
            sorted.sort(Subject.ORDER);
            return new LinkedHashSet<>(sorted);
        }

        private static <B extends Binding> Collection<B> lastOfEachName(List<B> bindings) {
            Map<Key, B> byName = LinkedHashMap.newLinkedHashMap(bindings.size());
            bindings.forEach(binding -> byName.put(new Key(binding.namespace(), binding.name()), binding));
            return byName.values();
        }

        private record Key(String namespace, String name) {}

        /// Without a namespace there is nowhere for the rules to hold; taken for everywhere, they would be far too
        /// much.
        private void addRoleBinding(RoleBinding binding) {
            if (!binding.namespace().isEmpty()) {
                addBinding(binding);
            }
        }

        private void addBinding(Binding binding) {
            Cancellation.check();
            subjects.addAll(binding.subjects());
            CompiledRole role = switch (binding.roleRef().kind()) {
                case CLUSTER_ROLE -> clusterRoles.get(binding.roleRef().name());
                case ROLE ->
                    roles.getOrDefault(binding.namespace(), Map.of())
                            .get(binding.roleRef().name());
            };
            if (role == null) {
                dangling.add(binding);
                return;
            }
            bindings.computeIfAbsent(role, r -> new BindingsOfRole()).add(binding);
            for (int i = 0; i < binding.subjects().size(); i++) {
                Subject subject = binding.subjects().get(i);
                if (!subject.isNobody()) {
                    Map<String, SubjectGrants> index = subject.kind() == SubjectKind.GROUP ? groups : users;
                    index.computeIfAbsent(subject.requestName(), s -> new SubjectGrants())
                            .add(new BoundRole(binding, i, role));
                }
            }
        }
    }
}
