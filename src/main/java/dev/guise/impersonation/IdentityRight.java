package dev.guise.impersonation;

import dev.guise.rbac.Dns1123;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServiceAccountName;
import org.jspecify.annotations.Nullable;

/// One rule's contribution to the identities of a subject: the kind that can be impersonated, and the names.
///
/// @param mode      the constrained mode, or null for legacy
/// @param kind      what may be asked for
/// @param extraKey  the key of an extra, `*` for any key; `""` for other kinds
/// @param namespace where service accounts may be: a namespace, or `""` for all; `""` for other kinds
/// @param names     the names, uids, or values that may be asked for
/// @param grant     the rule
public record IdentityRight(
        @Nullable Mode mode, Kind kind, String extraKey, String namespace, NameSet names, Grant grant) {

    /// What may be asked for.
    public enum Kind {
        USER,
        SERVICE_ACCOUNT,
        NODE,
        GROUP,
        UID,
        EXTRA;

        /// What is asked for first in a constrained mode.
        public static Kind target(Mode mode) {
            return switch (mode) {
                case ASSOCIATED_NODE, ARBITRARY_NODE -> NODE;
                case SERVICE_ACCOUNT -> SERVICE_ACCOUNT;
                case USER_INFO -> USER;
            };
        }
    }

    /// Whether the right reaches that service account.
    public boolean reaches(String accountNamespace, String accountName) {
        return kind == Kind.SERVICE_ACCOUNT
                && (namespace.isEmpty() || namespace.equals(accountNamespace))
                && names.contains(accountName);
    }

    /// Whether a legacy right and a constrained one let the same user, node or account be asked for.
    public boolean overlaps(IdentityRight legacy) {
        return switch (kind) {
            case USER -> legacy.kind == Kind.USER && shareNames(legacy);
            case SERVICE_ACCOUNT ->
                legacy.kind == Kind.SERVICE_ACCOUNT
                        && (namespace.isEmpty() || legacy.namespace.isEmpty() || namespace.equals(legacy.namespace))
                        && shareNames(legacy);
            case NODE -> legacy.kind == Kind.USER && hasUserNameIn(legacy.names);
            case GROUP, UID, EXTRA -> false;
        };
    }

    private boolean shareNames(IdentityRight other) {
        return !reachable().intersect(other.reachable()).isEmpty();
    }

    private boolean hasUserNameIn(NameSet users) {
        return users.any()
                || users.names().stream()
                        .flatMap(user -> NodeName.parse(user).stream())
                        .anyMatch(node -> names.contains(node.name()));
    }

    /// Those of the names that the API server can ever check for: a service account's user name is not looked for among
    /// users, nor one with its namespace among service accounts, and so on. Empty for a right that lets nobody be
    /// asked for.
    public NameSet reachable() {
        return names.any()
                ? names
                : NameSet.of(names.names().stream().filter(this::isChecked).toList());
    }

    /// Whether the API server ever checks this name for what the right is about.
    private boolean isChecked(String name) {
        boolean legacy = mode == null;
        return switch (kind) {
            case USER ->
                !name.isEmpty()
                        && ServiceAccountName.parse(name).isEmpty()
                        && (legacy || NodeName.parse(name).isEmpty());
            case SERVICE_ACCOUNT, NODE -> Dns1123.isSubdomain(name);
            case GROUP -> legacy || !(name.isEmpty() || name.equals(Rbac.MASTERS));
            case UID -> !name.isEmpty();
            case EXTRA -> legacy || !name.isEmpty();
        };
    }
}
