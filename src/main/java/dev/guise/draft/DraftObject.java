package dev.guise.draft;

import dev.guise.draft.yaml.RbacManifest;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A role or a binding, as something that can be drafted, replaced and deleted.
public sealed interface DraftObject {

    /// A Role or ClusterRole.
    record OfRole(RoleObject role) implements DraftObject {}

    /// A RoleBinding or ClusterRoleBinding.
    record OfBinding(Binding binding) implements DraftObject {}

    static DraftObject of(RoleObject role) {
        return new OfRole(role);
    }

    static DraftObject of(Binding binding) {
        return new OfBinding(binding);
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

    /// The objects by kind, for a policy.
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
            }
        }
        return new RbacObjects(roles, clusterRoles, roleBindings, clusterRoleBindings);
    }

    default String kind() {
        return switch (this) {
            case OfRole(RoleObject role) -> role.kind().kind();
            case OfBinding(Binding binding) -> binding.kind();
        };
    }

    default ObjectMeta meta() {
        return switch (this) {
            case OfRole(RoleObject role) -> role.meta();
            case OfBinding(Binding binding) -> binding.meta();
        };
    }

    default ObjectKey key() {
        return new ObjectKey(kind(), meta().namespace(), meta().name());
    }

    /// As maps and lists, for [dev.guise.draft.yaml.YamlWriter].
    default Map<String, Object> manifest() {
        return switch (this) {
            case OfRole(RoleObject role) -> RbacManifest.of(role);
            case OfBinding(Binding binding) -> RbacManifest.of(binding);
        };
    }
}
