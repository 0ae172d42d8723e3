package dev.guise.rbac;

import java.util.Optional;

/// A service account's user name, `system:serviceaccount:<namespace>:<name>`.
///
/// Mirrors `SplitUsername` in `k8s.io/apiserver/pkg/authentication/serviceaccount/util.go`: exactly four parts, the
/// namespace a DNS-1123 label, the name a DNS-1123 subdomain. Anything else that starts so is an ordinary user name.
///
/// @param namespace the account's namespace
/// @param name      the account's bare name
public record ServiceAccountName(String namespace, String name) {
    private static final String PREFIX = "system:serviceaccount:";

    /// The account that a user name denotes, empty when it is not a valid service account user name.
    public static Optional<ServiceAccountName> parse(String userName) {
        if (!userName.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int colon = userName.indexOf(':', PREFIX.length());
        if (colon < 0 || userName.indexOf(':', colon + 1) >= 0) {
            return Optional.empty();
        }
        String namespace = userName.substring(PREFIX.length(), colon);
        String name = userName.substring(colon + 1);
        return Dns1123.isLabel(namespace) && Dns1123.isSubdomain(name)
                ? Optional.of(new ServiceAccountName(namespace, name))
                : Optional.empty();
    }

    /// The user name of an account.
    public static String format(String namespace, String name) {
        return PREFIX + namespace + ":" + name;
    }

    /// The group of all service accounts of a namespace.
    public static String namespaceGroup(String namespace) {
        return Rbac.SERVICE_ACCOUNTS + ":" + namespace;
    }

    /// The user name.
    public String userName() {
        return format(namespace, name);
    }
}
