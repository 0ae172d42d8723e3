package dev.guise.rbac;

import java.util.Arrays;
import java.util.Optional;

/// Which thing of a cluster is meant: an identity, an object of RBAC, a rule of a role, or any name of a kind. A value
/// to be compared; what to call it is said elsewhere.
///
/// Names are whatever a cluster or file says. Identities are made by [#ofUserName] and [#of(Subject)], which know which
/// user names are a service account's or a node's, so that two ids are equal exactly when they mean the same thing.
///
/// There is one text form, written by [#text] and read by [#parse], for files and for the command line: the kind, a
/// colon, and the name as it is (`user:alice`, `group:system:masters`, `node:n1`); `namespace/name` where the kind has
/// a namespace (`serviceaccount:ci/runner`, `Role:ci/reader`); a rule is its role with `#` and its index
/// (`ClusterRole:admin#0`). Within names of objects `%` and `#`, and within namespaces `/` too, are written as in
/// URLs. No two ids share a text, and every id is read back from its text.
public sealed interface ObjectId extends Comparable<ObjectId> {

    /// The kinds of things, in their order.
    enum Kind {
        USER("User", "user"),
        GROUP("Group", "group"),
        SERVICE_ACCOUNT("ServiceAccount", "serviceaccount"),
        NODE("Node", "node"),
        CLUSTER_ROLE("ClusterRole", "ClusterRole"),
        ROLE("Role", "Role"),
        CLUSTER_ROLE_BINDING("ClusterRoleBinding", "ClusterRoleBinding"),
        ROLE_BINDING("RoleBinding", "RoleBinding");

        private final String kind;
        private final String prefix;

        Kind(String kind, String prefix) {
            this.kind = kind;
            this.prefix = prefix;
        }

        /// As Kubernetes writes it.
        public String kind() {
            return kind;
        }

        /// The kind that Kubernetes writes so.
        public static Optional<Kind> of(String kind) {
            return Arrays.stream(values())
                    .filter(value -> value.kind.equals(kind))
                    .findFirst();
        }

        static Optional<Kind> ofPrefix(String prefix) {
            return Arrays.stream(values())
                    .filter(value -> value.prefix.equals(prefix))
                    .findFirst();
        }

        /// Whether things of this kind are in a namespace.
        public boolean isNamespaced() {
            return this == SERVICE_ACCOUNT || this == ROLE || this == ROLE_BINDING;
        }

        /// The thing of this kind with that name.
        ///
        /// @param namespace does not matter where the kind has none
        public Named named(String namespace, String name) {
            return switch (this) {
                case USER -> ofUserName(name);
                case GROUP -> new Group(name);
                case SERVICE_ACCOUNT -> new Account(namespace, name);
                case NODE -> new Node(name);
                case CLUSTER_ROLE -> new ClusterRole(name);
                case ROLE -> new Role(namespace, name);
                case CLUSTER_ROLE_BINDING -> new ClusterRoleBinding(name);
                case ROLE_BINDING -> new RoleBinding(namespace, name);
            };
        }
    }

    /// What has a name of its own.
    sealed interface Named extends ObjectId permits Identity, Stored {
        Kind kind();

        /// Where it is, `""` for what has no namespace.
        default String namespace() {
            return "";
        }

        /// Without the namespace.
        String name();

        /// `namespace/name` where the kind has a namespace, else the name: for reading, not for comparing.
        default String qualifiedName() {
            return namespace().isEmpty() ? name() : namespace() + "/" + name();
        }

        @Override
        default String text() {
            return kind().prefix + ":" + ObjectIdText.qualified(this);
        }
    }

    /// Who sends requests, or a group of them.
    sealed interface Identity extends Named permits User, Group, Account, Node {}

    /// An object that RBAC is written with, and that a draft can create or delete.
    sealed interface Stored extends Named permits Account, RoleId, BindingId {

        /// The object of the same kind and namespace with another name.
        default Stored withName(String name) {
            return switch (this) {
                case Account account -> new Account(account.namespace(), name);
                case Role role -> new Role(role.namespace(), name);
                case ClusterRole ignored -> new ClusterRole(name);
                case RoleBinding binding -> new RoleBinding(binding.namespace(), name);
                case ClusterRoleBinding ignored -> new ClusterRoleBinding(name);
            };
        }
    }

    /// A Role or ClusterRole.
    sealed interface RoleId extends Stored permits Role, ClusterRole {}

    /// A RoleBinding or ClusterRoleBinding.
    sealed interface BindingId extends Stored permits RoleBinding, ClusterRoleBinding {}

    /// A user name that is neither a service account's nor a node's, see [#ofUserName].
    record User(String name) implements Identity {
        public User {
            if (ServiceAccountName.parse(name).isPresent()
                    || NodeName.parse(name).isPresent()) {
                throw new IllegalArgumentException(name + " is not a user name");
            }
        }

        @Override
        public Kind kind() {
            return Kind.USER;
        }
    }

    record Group(String name) implements Identity {
        @Override
        public Kind kind() {
            return Kind.GROUP;
        }
    }

    /// A service account: an identity and an object at once.
    ///
    /// @param namespace `""` for the account without one that a ClusterRoleBinding may name: no request is by it
    record Account(String namespace, String name) implements Identity, Stored {
        @Override
        public Kind kind() {
            return Kind.SERVICE_ACCOUNT;
        }
    }

    /// A node as an identity: its kubelet.
    record Node(String name) implements Identity {
        @Override
        public Kind kind() {
            return Kind.NODE;
        }
    }

    record ClusterRole(String name) implements RoleId {
        @Override
        public Kind kind() {
            return Kind.CLUSTER_ROLE;
        }
    }

    record Role(String namespace, String name) implements RoleId {
        @Override
        public Kind kind() {
            return Kind.ROLE;
        }
    }

    record ClusterRoleBinding(String name) implements BindingId {
        @Override
        public Kind kind() {
            return Kind.CLUSTER_ROLE_BINDING;
        }
    }

    record RoleBinding(String namespace, String name) implements BindingId {
        @Override
        public Kind kind() {
            return Kind.ROLE_BINDING;
        }
    }

    /// A rule of a role.
    ///
    /// @param index from 0
    record Rule(RoleId role, int index) implements ObjectId {
        public Rule {
            if (index < 0) {
                throw new IllegalArgumentException("a rule's index must not be negative: " + index);
            }
        }

        @Override
        public String text() {
            return role.text() + ObjectIdText.RULE + index;
        }
    }

    /// Any identity of a kind: what a rule without names is good for.
    sealed interface Any extends ObjectId permits AnyUser, AnyGroup, AnyNode, AnyAccount, AnyAccountNamed {

        /// Whether an identity is one of them.
        default boolean covers(Identity identity) {
            return switch (this) {
                case AnyUser() -> identity instanceof User;
                case AnyGroup() -> identity instanceof Group;
                case AnyNode() -> identity instanceof Node;
                case AnyAccount(String namespace) ->
                    identity instanceof Account account
                            && (namespace.isEmpty() || namespace.equals(account.namespace()));
                case AnyAccountNamed(String name) -> identity instanceof Account account && name.equals(account.name());
            };
        }

        @Override
        default String text() {
            return ObjectIdText.any(this);
        }
    }

    /// Any user that is neither a service account nor a node.
    record AnyUser() implements Any {}

    record AnyGroup() implements Any {}

    record AnyNode() implements Any {}

    /// Any service account of a namespace.
    ///
    /// @param namespace `""` for all namespaces
    record AnyAccount(String namespace) implements Any {}

    /// The service accounts of that name, in whatever namespace.
    record AnyAccountNamed(String name) implements Any {}

    /// The text form, see [ObjectId].
    String text();

    /// The id with that text; also reads what earlier versions wrote. Empty for what is no id's text.
    static Optional<ObjectId> parse(String text) {
        return ObjectIdText.parse(text);
    }

    /// Whom a user name means: a service account, a node, or a user of that name.
    static Identity ofUserName(String userName) {
        Optional<ServiceAccountName> account = ServiceAccountName.parse(userName);
        if (account.isPresent()) {
            return new Account(account.get().namespace(), account.get().name());
        }
        Optional<NodeName> node = NodeName.parse(userName);
        return node.isPresent() ? new Node(node.get().name()) : new User(userName);
    }

    /// Whom a subject of a binding means. An account whose name no service account can have is the user whom it stands
    /// for in requests.
    static Identity of(Subject subject) {
        return switch (subject.kind()) {
            case USER -> ofUserName(subject.name());
            case GROUP -> new Group(subject.name());
            case SERVICE_ACCOUNT ->
                subject.isNobody() ? new Account("", subject.name()) : ofUserName(subject.requestName());
        };
    }

    /// Which role it is.
    static RoleId of(RoleObject role) {
        return role(role.kind(), role.namespace(), role.name());
    }

    /// Which role is meant by kind, namespace and name; a ClusterRole's namespace does not matter.
    static RoleId role(RoleKind kind, String namespace, String name) {
        return switch (kind) {
            case ROLE -> new Role(namespace, name);
            case CLUSTER_ROLE -> new ClusterRole(name);
        };
    }

    /// The Role of that name in a namespace, or the ClusterRole where the namespace is `""`.
    static RoleId roleIn(String namespace, String name) {
        return namespace.isEmpty() ? new ClusterRole(name) : new Role(namespace, name);
    }

    /// The RoleBinding of that name in a namespace, or the ClusterRoleBinding where the namespace is `""`.
    static BindingId bindingIn(String namespace, String name) {
        return namespace.isEmpty() ? new ClusterRoleBinding(name) : new RoleBinding(namespace, name);
    }

    /// Which role a binding refers to, whether that exists or not.
    static RoleId roleOf(Binding binding) {
        return role(
                binding.roleRef().kind(), binding.namespace(), binding.roleRef().name());
    }

    /// Which binding it is.
    static BindingId of(Binding binding) {
        return switch (binding) {
            case dev.guise.rbac.RoleBinding it -> new RoleBinding(it.namespace(), it.name());
            case dev.guise.rbac.ClusterRoleBinding it -> new ClusterRoleBinding(it.name());
        };
    }

    /// Which rule of a role a grant gives.
    static Rule ruleOf(Grant grant) {
        return new Rule(of(grant.role()), grant.ruleIndex());
    }

    /// By kind, then namespace, then name; rules behind their role; what means any name comes last.
    @Override
    default int compareTo(ObjectId other) {
        return ObjectIdText.ORDER.compare(this, other);
    }
}
