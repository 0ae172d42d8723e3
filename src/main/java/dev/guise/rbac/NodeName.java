package dev.guise.rbac;

import java.util.Optional;

/// A node's user name, `system:node:<name>` with the name a DNS-1123 subdomain.
///
/// @param name the Node object's name
public record NodeName(String name) {
    private static final String PREFIX = "system:node:";

    /// The node that a user name denotes, empty when it is not a valid node user name.
    public static Optional<NodeName> parse(String userName) {
        if (!userName.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = userName.substring(PREFIX.length());
        return Dns1123.isSubdomain(name) ? Optional.of(new NodeName(name)) : Optional.empty();
    }

    /// The user name.
    public String userName() {
        return PREFIX + name;
    }
}
