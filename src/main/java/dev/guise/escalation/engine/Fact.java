package dev.guise.escalation.engine;

import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.Subject;
import java.util.Optional;

/// Something that is true for an attacker: a hold, or what holds allow. Facts only ever grow.
public sealed interface Fact permits Fact.Hold, Fact.Derived {

    /// Whether what follows from it takes some work to find out.
    default boolean isExpensive() {
        return this instanceof Combines;
    }

    /// Whose hold it is; empty where no identity is behind it.
    default Optional<Identity> holder() {
        return switch (this) {
            case Credential(Identity who) -> Optional.of(who);
            case Acting(Identity who) -> Optional.of(who);
            case ActingWithin(Identity who, Mode ignored, Identity by) -> Optional.of(who);
            case RequestsAs(Identity who) -> Optional.of(who);
            case Combines(Identity who, Combination ignored) -> Optional.of(who);
            default -> Optional.empty();
        };
    }

    /// Whether it is a role, or all rights, that the attacker bound to the identity started from.
    default boolean isPermission() {
        return this instanceof BoundRole || this instanceof AnyRule;
    }

    /// What the attacker has got.
    sealed interface Hold extends Fact
            permits Credential, Acting, ActingWithin, BoundRole, AnyRule, OnNode, Influence {}

    /// What follows from holds, without being one.
    sealed interface Derived extends Fact
            permits RequestsAs,
                    RightsOf,
                    May,
                    Fired,
                    AccountsOf,
                    PodsOn,
                    ActAsAny,
                    MayBind,
                    MayBindNew,
                    MayEscalate,
                    MayCreateAnyRole,
                    Combines,
                    ReadsSecrets,
                    HoldsANode,
                    Allowed {}

    /// A token, certificate or shell of somebody: everything that they may do, impersonation included.
    record Credential(Identity who) implements Hold {}

    /// Legacy impersonation: everything that they may do, with the groups asked for, except impersonating.
    record Acting(Identity who) implements Hold {}

    /// Constrained impersonation: what they may do and the impersonator may do in that mode.
    record ActingWithin(Identity who, Mode mode, Identity by) implements Hold {}

    /// A role bound to the identity that the attacker started from.
    ///
    /// @param roleNamespace the Role's namespace, `""` for a ClusterRole
    /// @param scope         where it was bound, `""` for everywhere
    record BoundRole(RoleKind kind, String roleNamespace, String name, String scope) implements Hold {}

    /// Any permission whatever in a namespace, bound to the identity that the attacker started from.
    record AnyRule(String scope) implements Hold {}

    /// Root on a node.
    record OnNode(String node) implements Hold {}

    /// Control of something that belongs to no identity.
    record Influence(Control control) implements Hold {}

    /// What can be controlled.
    enum Control {
        CLUSTER,
        ADMISSION,
        ADMISSION_READING,
        API_TRAFFIC
    }

    /// Some hold sends requests as this identity.
    record RequestsAs(Identity who) implements Derived {}

    /// Some hold has what bindings give this subject.
    record RightsOf(Subject subject) implements Derived {}

    /// Some hold is allowed what a need asks for.
    ///
    /// @param need      the need's number in the catalogue
    /// @param namespace where, `""` for everywhere
    /// @param name      on what, `""` for anything
    record May(int need, String namespace, String name) implements Derived {}

    /// A technique works in a namespace, `""` at cluster scope.
    record Fired(String technique, String namespace) implements Derived {}

    /// The credentials of all accounts of a namespace.
    record AccountsOf(String namespace) implements Derived {}

    /// The credentials of all pods of a node.
    record PodsOn(String node) implements Derived {}

    /// Legacy impersonation of any user, or of any account of a namespace, `""` for all of them. One fact stands for
    /// all, or the graph would grow with the square of the cluster.
    record ActAsAny(AnyOf kind, String namespace) implements Derived {}

    /// Whom "any" means.
    enum AnyOf {
        USER,
        SERVICE_ACCOUNT
    }

    /// Some hold may bind a role in a scope, with all that the API server checks.
    ///
    /// @param role the role's name, `""` for any role of the kind
    record MayBind(RoleKind kind, String role, String scope) implements Derived {}

    /// Some hold may bind, in a scope, a role that does not exist yet.
    ///
    /// @param role the name that it must have, `""` for any
    record MayBindNew(RoleKind kind, String role, String scope) implements Derived {}

    /// Some hold may create a role with any rule whatever; `""` for a ClusterRole, or for Roles of all namespaces.
    record MayCreateAnyRole(RoleKind kind, String roleNamespace) implements Derived {}

    /// Some hold may write any rule into an existing role.
    ///
    /// @param role the role's name, `""` for any role there
    record MayEscalate(RoleKind kind, String roleNamespace, String role) implements Derived {}

    /// Somebody has rules that count together, which take some work to judge; so that is put off until it is known that
    /// simpler inferences do not lead to everything anyway.
    ///
    /// @param what what is to be judged
    record Combines(Identity who, Combination what) implements Derived {}

    /// What rules that count together are judged for.
    enum Combination {
        /// Whom the holder of the credential can impersonate.
        IMPERSONATION,
        /// Which roles and bindings can be written, and which needs of several checks are met.
        REQUESTS
    }

    /// All Secrets of a namespace can be read, `""` for all namespaces.
    record ReadsSecrets(String namespace) implements Derived {}

    /// At least one node is held.
    record HoldsANode() implements Derived {}

    /// Some hold is allowed a request that the reviewer named.
    record Allowed(Attributes request) implements Derived {}
}
