package dev.guise.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who makes a request, as the authenticator or the impersonation filter leaves it.
///
/// Mirrors `user.Info` of `k8s.io/apiserver/pkg/authentication/user`.
///
/// @param name   user name
/// @param uid    uid, `""` when none
/// @param groups groups, in the order in which the server has them
/// @param extra  extra keys and their values
public record UserInfo(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    /// The extra key by which a service account token says which node its pod runs on.
    public static final String NODE_NAME_EXTRA = "authentication.kubernetes.io/node-name";

    public UserInfo {
        groups = List.copyOf(groups);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        extra = java.util.Collections.unmodifiableMap(copy);
    }

    /// Exactly this name and these groups; nothing is added.
    public static UserInfo of(String name, List<String> groups) {
        return new UserInfo(name, "", groups, Map.of());
    }

    /// A human user with the groups given and [Rbac#AUTHENTICATED].
    public static UserInfo user(String name, String... groups) {
        List<String> all = new ArrayList<>(List.of(groups));
        all.add(Rbac.AUTHENTICATED);
        return of(name, all);
    }

    /// A service account with the groups that every one has.
    public static UserInfo serviceAccount(String namespace, String name) {
        return of(
                ServiceAccountName.format(namespace, name),
                List.of(Rbac.SERVICE_ACCOUNTS, ServiceAccountName.namespaceGroup(namespace), Rbac.AUTHENTICATED));
    }

    /// A node with the groups that every one has.
    public static UserInfo node(String nodeName) {
        return of(new NodeName(nodeName).userName(), List.of(Rbac.NODES, Rbac.AUTHENTICATED));
    }

    /// A request without credentials.
    public static UserInfo anonymous() {
        return of(Rbac.ANONYMOUS, List.of(Rbac.UNAUTHENTICATED));
    }

    /// The identity of a user name with the groups that the cluster itself knows: those of a service account, of a
    /// node, of anonymous, or only [Rbac#AUTHENTICATED] for anyone else.
    public static UserInfo ofName(String userName) {
        if (userName.equals(Rbac.ANONYMOUS)) {
            return anonymous();
        }
        var account = ServiceAccountName.parse(userName);
        if (account.isPresent()) {
            return serviceAccount(account.get().namespace(), account.get().name());
        }
        return NodeName.parse(userName).map(n -> node(n.name())).orElseGet(() -> user(userName));
    }

    /// The same identity with further groups, those it already has left out.
    public UserInfo withGroups(List<String> further) {
        List<String> all = new ArrayList<>(groups);
        further.stream().filter(g -> !all.contains(g)).forEach(all::add);
        return new UserInfo(name, uid, all, extra);
    }

    /// Whether the API server lets this user do everything, before RBAC is asked.
    public boolean isMaster() {
        return groups.contains(Rbac.MASTERS);
    }
}
