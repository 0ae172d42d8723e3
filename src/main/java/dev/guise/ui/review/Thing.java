package dev.guise.ui.review;

import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.frame.IdentityKind;

/// Something of the cluster that can be selected.
public sealed interface Thing {

    /// Somebody.
    ///
    /// @param name      as it is listed, without namespace
    /// @param namespace of a service account, else `""`
    record Somebody(ObjectId.Identity key, Identity identity, IdentityKind kind, String name, String namespace)
            implements Thing {}

    /// A binding.
    record ABinding(ObjectId.BindingId key, Binding binding) implements Thing {}

    /// A role.
    record ARole(ObjectId.RoleId key, RoleObject role) implements Thing {}

    /// A rule of a role.
    record ARule(ObjectId.Rule key, RoleObject role, int index) implements Thing {}

    /// Which thing it is.
    ObjectId key();

    /// The text of its key: what is selected by it, and the id of its node in graphs.
    default String id() {
        return key().text();
    }
}
