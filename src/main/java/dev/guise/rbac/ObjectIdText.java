package dev.guise.rbac;

import dev.guise.rbac.ObjectId.Any;
import dev.guise.rbac.ObjectId.AnyAccount;
import dev.guise.rbac.ObjectId.AnyAccountNamed;
import dev.guise.rbac.ObjectId.AnyGroup;
import dev.guise.rbac.ObjectId.AnyNode;
import dev.guise.rbac.ObjectId.AnyUser;
import dev.guise.rbac.ObjectId.Kind;
import dev.guise.rbac.ObjectId.Named;
import dev.guise.rbac.ObjectId.RoleId;
import dev.guise.rbac.ObjectId.Rule;
import java.util.Comparator;
import java.util.Optional;

/// Writes and reads the text form of ids, which [ObjectId] describes.
final class ObjectIdText {
    /// Between a role and the index of its rule.
    static final String RULE = "#";

    private static final String ANY = "any:";
    private static final String ANY_USER = ANY + "user:";
    private static final String ANY_GROUP = ANY + "group:";
    private static final String ANY_NODE = ANY + "node:";
    private static final String ANY_ACCOUNT = ANY + "serviceaccount:";
    private static final String ANY_ACCOUNT_NAMED = ANY + "serviceaccount/";
    private static final int MAX_DIGITS = 10;

    static final Comparator<ObjectId> ORDER = Comparator.<ObjectId, Boolean>comparing(id -> id instanceof Any)
            .thenComparing(id -> named(id).map(Named::kind).orElse(Kind.USER))
            .thenComparing(id -> named(id).map(Named::namespace).orElse(""))
            .thenComparing(id -> named(id).map(Named::name).orElse(""))
            .thenComparingInt(id -> id instanceof Rule rule ? rule.index() : -1)
            .thenComparing(ObjectId::text);

    private ObjectIdText() {}

    private static Optional<Named> named(ObjectId id) {
        return switch (id) {
            case Named named -> Optional.of(named);
            case Rule rule -> Optional.of(rule.role());
            case Any ignored -> Optional.empty();
        };
    }

    /// The name as it stands behind the kind, with the namespace where the kind has one.
    static String qualified(Named id) {
        return switch (id.kind()) {
            case USER, GROUP, NODE -> id.name();
            case CLUSTER_ROLE, CLUSTER_ROLE_BINDING -> escaped(id.name());
            case SERVICE_ACCOUNT, ROLE, ROLE_BINDING ->
                escaped(id.namespace()).replace("/", "%2F") + "/" + escaped(id.name());
        };
    }

    static String any(Any id) {
        return switch (id) {
            case AnyUser() -> ANY_USER;
            case AnyGroup() -> ANY_GROUP;
            case AnyNode() -> ANY_NODE;
            case AnyAccount(String namespace) ->
                ANY_ACCOUNT + (namespace.isEmpty() ? "" : escaped(namespace).replace("/", "%2F") + "/");
            case AnyAccountNamed(String name) -> ANY_ACCOUNT_NAMED + name;
        };
    }

    static Optional<ObjectId> parse(String text) {
        return text.startsWith(ANY) ? parseAny(text) : parseNamed(text);
    }

    private static Optional<ObjectId> parseAny(String text) {
        return switch (text) {
            case ANY_USER -> Optional.of(new AnyUser());
            case ANY_GROUP -> Optional.of(new AnyGroup());
            case ANY_NODE -> Optional.of(new AnyNode());
            case ANY_ACCOUNT -> Optional.of(new AnyAccount(""));
            default -> parseAnyAccount(text);
        };
    }

    private static Optional<ObjectId> parseAnyAccount(String text) {
        if (text.startsWith(ANY_ACCOUNT_NAMED)) {
            return Optional.of(new AnyAccountNamed(text.substring(ANY_ACCOUNT_NAMED.length())));
        }
        int slash = text.indexOf('/');
        boolean namespaced = text.startsWith(ANY_ACCOUNT) && slash > ANY_ACCOUNT.length() && slash == text.length() - 1;
        return namespaced
                ? Optional.of(new AnyAccount(unescaped(text.substring(ANY_ACCOUNT.length(), slash))))
                : Optional.empty();
    }

    private static Optional<ObjectId> parseNamed(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = text.substring(colon + 1);
        return Kind.ofPrefix(text.substring(0, colon)).flatMap(kind -> switch (kind) {
            case USER, GROUP, NODE -> Optional.of(kind.named("", name));
            case SERVICE_ACCOUNT, CLUSTER_ROLE_BINDING, ROLE_BINDING -> parseStored(kind, name);
            case CLUSTER_ROLE, ROLE -> parseRole(kind, name);
        });
    }

    private static Optional<ObjectId> parseStored(Kind kind, String qualified) {
        int slash = qualified.indexOf('/');
        if (!kind.isNamespaced()) {
            return Optional.of(kind.named("", unescaped(qualified)));
        }
        return slash < 0
                ? Optional.empty()
                : Optional.of(kind.named(
                        unescaped(qualified.substring(0, slash)), unescaped(qualified.substring(slash + 1))));
    }

    // A name with a hash and no digits behind it was written so by earlier versions.
    private static Optional<ObjectId> parseRole(Kind kind, String qualified) {
        int hash = qualified.lastIndexOf(RULE);
        String index = qualified.substring(hash + 1);
        boolean rule = hash >= 0
                && !index.isEmpty()
                && index.length() <= MAX_DIGITS
                && index.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (index.length() == 1 || index.charAt(0) != '0')
                && Long.parseLong(index) <= Integer.MAX_VALUE;
        return rule
                ? parseStored(kind, qualified.substring(0, hash))
                        .map(role -> new Rule((RoleId) role, Integer.parseInt(index)))
                : parseStored(kind, qualified);
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("#", "%23");
    }

    // Only what is escaped is read back, so that other percent signs stand for themselves.
    private static String unescaped(String name) {
        return name.replace("%2F", "/").replace("%23", "#").replace("%25", "%");
    }
}
