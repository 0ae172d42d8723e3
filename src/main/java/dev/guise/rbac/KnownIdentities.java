package dev.guise.rbac;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The identities that a cluster knows of, to tell who is behind the groups that bindings name.
///
/// @param serviceAccounts the service accounts that exist
/// @param nodes           the nodes that exist
/// @param users           other user names that are known, such as those that bindings name; never all there are
public record KnownIdentities(Set<ServiceAccountName> serviceAccounts, Set<NodeName> nodes, Set<String> users) {

    public KnownIdentities {
        serviceAccounts = Collections.unmodifiableSet(new LinkedHashSet<>(serviceAccounts));
        nodes = Collections.unmodifiableSet(new LinkedHashSet<>(nodes));
        users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }

    /// These accounts and nodes, and the users that the policy's bindings name.
    public static KnownIdentities of(
            Policy policy, Collection<ServiceAccountName> serviceAccounts, Collection<NodeName> nodes) {
        Set<String> users = new LinkedHashSet<>();
        for (Subject subject : policy.subjects()) {
            if (subject.kind() == SubjectKind.USER && HolderKind.of(subject.name()) == HolderKind.USER) {
                users.add(subject.name());
            }
        }
        return new KnownIdentities(new LinkedHashSet<>(serviceAccounts), new LinkedHashSet<>(nodes), users);
    }

    /// What holds a permission.
    public enum HolderKind {
        USER,
        SERVICE_ACCOUNT,
        NODE,
        ANONYMOUS,
        /// Whoever is in a group that the cluster does not know all members of.
        GROUP;

        /// The kind of identity that a user name stands for.
        public static HolderKind of(String userName) {
            if (userName.equals(Rbac.ANONYMOUS)) {
                return ANONYMOUS;
            }
            if (ServiceAccountName.parse(userName).isPresent()) {
                return SERVICE_ACCOUNT;
            }
            return NodeName.parse(userName).isPresent() ? NODE : USER;
        }
    }

    /// Somebody with a permission, and every grant that gives it.
    ///
    /// @param name   user name, or the group's name
    /// @param grants the grants, those of the identity itself before those of its groups
    public record Holder(HolderKind kind, String name, List<Grant> grants) {
        public Holder {
            grants = List.copyOf(grants);
        }
    }

    /// Who is behind the subjects of these grants, such as those of [Policy#whoCan]: first each group with members that
    /// the cluster does not know, then each identity once. Members of [Rbac#SERVICE_ACCOUNTS], of a namespace's
    /// accounts and of [Rbac#NODES] are known, of [Rbac#AUTHENTICATED] some; a group that nobody can be listed for
    /// stays a group. A service account or user named by a binding is listed whether or not it is known.
    ///
    /// Linear in the grants and in the answer.
    public List<Holder> holders(List<Grant> grants) {
        Map<String, List<Grant>> ofUsers = new HashMap<>();
        Map<String, List<Grant>> ofGroups = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        for (Grant grant : grants) {
            Subject subject = grant.subject();
            boolean group = subject.kind() == SubjectKind.GROUP;
            String name = subject.requestName();
            (group ? ofGroups : ofUsers)
                    .computeIfAbsent(name, n -> new ArrayList<>())
                    .add(grant);
            (group ? groups : names).add(name);
        }
        List<Holder> found = new ArrayList<>();
        for (String group : groups) {
            names.addAll(members(group));
            if (!isAllKnown(group)) {
                found.add(new Holder(HolderKind.GROUP, group, ofGroups.getOrDefault(group, List.of())));
            }
        }
        names.forEach(name -> found.add(holder(name, ofUsers, ofGroups)));
        return found;
    }

    private static Holder holder(String name, Map<String, List<Grant>> ofUsers, Map<String, List<Grant>> ofGroups) {
        List<Grant> own = new ArrayList<>(ofUsers.getOrDefault(name, List.of()));
        UserInfo.ofName(name).groups().forEach(group -> own.addAll(ofGroups.getOrDefault(group, List.of())));
        return new Holder(HolderKind.of(name), name, own);
    }

    private static boolean isAllKnown(String group) {
        return group.equals(Rbac.SERVICE_ACCOUNTS)
                || group.equals(Rbac.NODES)
                || group.equals(Rbac.UNAUTHENTICATED)
                || group.startsWith(Rbac.SERVICE_ACCOUNTS + ":");
    }

    private List<String> members(String group) {
        return switch (group) {
            case Rbac.SERVICE_ACCOUNTS -> accounts();
            case Rbac.NODES -> nodes.stream().map(NodeName::userName).toList();
            case Rbac.UNAUTHENTICATED -> List.of(Rbac.ANONYMOUS);
            case Rbac.AUTHENTICATED -> everyone();
            default -> accountsWith(group);
        };
    }

    private List<String> everyone() {
        List<String> all = new ArrayList<>(users);
        all.addAll(accounts());
        nodes.forEach(node -> all.add(node.userName()));
        return all;
    }

    private List<String> accounts() {
        return serviceAccounts.stream().map(ServiceAccountName::userName).toList();
    }

    private List<String> accountsWith(String group) {
        return serviceAccounts.stream()
                .filter(account ->
                        ServiceAccountName.namespaceGroup(account.namespace()).equals(group))
                .map(ServiceAccountName::userName)
                .toList();
    }
}
