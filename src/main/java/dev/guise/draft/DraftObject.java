package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.yaml.RbacManifest;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A role, a binding or a service account, as something that can be drafted, replaced and deleted.
public sealed interface DraftObject {

    /// A Role or ClusterRole.
    record OfRole(RoleObject role) implements DraftObject {}

    /// A RoleBinding or ClusterRoleBinding.
    record OfBinding(Binding binding) implements DraftObject {}

    /// A ServiceAccount, for somebody new to impersonate with.
    ///
    /// @param rest the fields beside the metadata, as maps, lists, strings and booleans
    record OfAccount(ObjectMeta meta, Map<String, Object> rest) implements DraftObject {
        public OfAccount {
            rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
        }
    }

    /// A service account with nothing but its metadata.
    static DraftObject account(ObjectMeta meta) {
        return new OfAccount(meta, Map.of());
    }

    static DraftObject of(RoleObject role) {
        return new OfRole(role);
    }

    static DraftObject of(Binding binding) {
        return new OfBinding(binding);
    }

    /// All objects of a cluster that a draft can be about.
    static List<DraftObject> of(ClusterSnapshot snapshot) {
        List<DraftObject> all = new ArrayList<>();
        snapshot.serviceAccounts().forEach(account -> all.add(account(account.meta())));
        all.addAll(of(snapshot.rbac()));
        return all;
    }

    /// All objects, roles before bindings.
    static List<DraftObject> of(RbacObjects objects) {
        List<DraftObject> all = new ArrayList<>();
        objects.clusterRoles().forEach(role -> all.add(of(role)));
        objects.roles().forEach(role -> all.add(of(role)));
        objects.clusterRoleBindings().forEach(binding -> all.add(of(binding)));
        objects.roleBindings().forEach(binding -> all.add(of(binding)));
        return all;
    }

    /// The roles and bindings by kind, for a policy.
    static RbacObjects collect(Collection<DraftObject> objects) {
        List<Role> roles = new ArrayList<>();
        List<ClusterRole> clusterRoles = new ArrayList<>();
        List<RoleBinding> roleBindings = new ArrayList<>();
        List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
        for (DraftObject object : objects) {
            switch (object) {
                case OfRole(Role role) -> roles.add(role);
                case OfRole(ClusterRole role) -> clusterRoles.add(role);
                case OfBinding(RoleBinding binding) -> roleBindings.add(binding);
                case OfBinding(ClusterRoleBinding binding) -> clusterRoleBindings.add(binding);
                case OfAccount ignored -> {
                    // No part of a policy.
                }
            }
        }
        return new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings);
    }

    default String kind() {
        return switch (this) {
            case OfRole(RoleObject role) -> role.kind().kind();
            case OfBinding(Binding binding) -> binding.kind();
            case OfAccount ignored -> ObjectId.Kind.SERVICE_ACCOUNT.kind();
        };
    }

    default ObjectMeta meta() {
        return switch (this) {
            case OfRole(RoleObject role) -> role.meta();
            case OfBinding(Binding binding) -> binding.meta();
            case OfAccount(ObjectMeta meta, var ignored) -> meta;
        };
    }

    /// The same with other metadata.
    default DraftObject with(ObjectMeta meta) {
        return switch (this) {
            case OfRole(Role role) -> of(new Role(meta, role.rules()));
            case OfRole(ClusterRole role) -> of(new ClusterRole(meta, role.rules(), role.aggregation()));
            case OfBinding(RoleBinding binding) -> of(new RoleBinding(meta, binding.roleRef(), binding.subjects()));
            case OfBinding(ClusterRoleBinding binding) ->
                of(new ClusterRoleBinding(meta, binding.roleRef(), binding.subjects()));
            case OfAccount(ObjectMeta ignored, Map<String, Object> rest) -> new OfAccount(meta, rest);
        };
    }

    /// Which object it is.
    default ObjectId.Stored key() {
        return switch (this) {
            case OfRole(RoleObject role) -> ObjectId.of(role);
            case OfBinding(Binding binding) -> ObjectId.of(binding);
            case OfAccount(ObjectMeta meta, var ignored) -> new ObjectId.Account(meta.namespace(), meta.name());
        };
    }

    /// What an object is called in a line of a draft's texts: `ClusterRole "name"`, or `Role "name" in "namespace"`.
    static String describe(ObjectId.Stored object) {
        String where = object.namespace().isEmpty() ? "" : " in \"" + object.namespace() + "\"";
        return object.kind().kind() + " \"" + object.name() + "\"" + where;
    }

    /// As maps and lists, for [dev.guise.draft.yaml.YamlWriter].
    default Map<String, Object> manifest() {
        return switch (this) {
            case OfRole(RoleObject role) -> RbacManifest.of(role);
            case OfBinding(Binding binding) -> RbacManifest.of(binding);
            case OfAccount(ObjectMeta meta, Map<String, Object> rest) -> RbacManifest.serviceAccount(meta, rest);
        };
    }
}
