package dev.guise.ui.review;

import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.frame.IdentityKind;

/// Something of the cluster that can be selected.
public sealed interface Thing {

    /// Somebody.
    ///
    /// @param name      as it is listed, without namespace
    /// @param namespace of a service account, else `""`
    record Somebody(String id, Identity identity, IdentityKind kind, String name, String namespace) implements Thing {}

    /// A binding.
    record ABinding(String id, Binding binding) implements Thing {}

    /// A role.
    record ARole(String id, RoleObject role) implements Thing {}

    /// A rule of a role.
    record ARule(String id, RoleObject role, int index) implements Thing {}

    /// What is selected by it; the id of its node in graphs.
    String id();
}
