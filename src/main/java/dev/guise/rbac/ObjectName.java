package dev.guise.rbac;

import java.util.List;
import java.util.Optional;

/// What a person calls an identity, wherever one is shown or typed: `alice`, `group admins`, `ci/runner` for a service
/// account, `node n1`. No two identities are called the same, and what is shown can be typed: where a name would be
/// read as another identity's, as that of a user who is called `group admins`, the text of the id stands instead
/// (`user:group admins`).
///
/// The API server's own order, `name/namespace`, is only within what it says itself, see [Subject#describe].
public final class ObjectName {
    private static final String GROUP = "group ";
    private static final String NODE = "node ";
    private static final String ANONYMOUS = "anonymous";

    private ObjectName() {}

    /// What an identity is called.
    public static String of(ObjectId.Identity id) {
        String name = switch (id) {
            case ObjectId.User user -> user.name();
            case ObjectId.Group group -> GROUP + group.name();
            case ObjectId.Account account -> account.qualifiedName();
            case ObjectId.Node node -> NODE + node.name();
        };
        return !name.isBlank() && name.equals(name.strip()) && read(name).equals(id) ? name : id.text();
    }

    /// What a subject of a binding is called.
    public static String of(Subject subject) {
        return of(ObjectId.of(subject));
    }

    /// What several are called, in their order.
    public static List<String> of(List<ObjectId.Identity> ids) {
        return ids.stream().map(ObjectName::of).toList();
    }

    /// Who is called so: also reads the text of an id, any user name, and `anonymous`. A name with a slash is a service
    /// account's where it can be one.
    public static ObjectId.Identity read(String name) {
        if (name.startsWith(GROUP) && name.length() > GROUP.length()) {
            return new ObjectId.Group(name.substring(GROUP.length()));
        }
        if (name.startsWith(NODE) && name.length() > NODE.length()) {
            return node(name.substring(NODE.length()));
        }
        if (name.equals(ANONYMOUS)) {
            return ObjectId.ofUserName(Rbac.ANONYMOUS);
        }
        if (ObjectId.parse(name).orElse(null) instanceof ObjectId.Identity id) {
            return id;
        }
        return account(name).orElseGet(() -> ObjectId.ofUserName(name));
    }

    private static ObjectId.Identity node(String name) {
        return ObjectId.ofUserName(new NodeName(name).userName());
    }

    private static Optional<ObjectId.Identity> account(String name) {
        int slash = name.indexOf('/');
        boolean account = slash > 0
                && Dns1123.isLabel(name.substring(0, slash))
                && Dns1123.isSubdomain(name.substring(slash + 1));
        return account
                ? Optional.of(new ObjectId.Account(name.substring(0, slash), name.substring(slash + 1)))
                : Optional.empty();
    }
}
